// The one script of a preview page: it patches the page as one types, scrolls it along with the
// text, and tells the window what is clicked. The hosts inject it at the end of the body; exported
// pages never carry it.
(function () {
  "use strict";

  var script = document.currentScript;
  var revision = Number((script && script.dataset.revision) || 0);
  var base = ((script && script.dataset.base) || "").replace(/\/+$/, "");

  function tell(message) {
    window.parent.postMessage(message, "*");
  }

  function sections() {
    var page = document.getElementById("numero");
    return page ? Array.prototype.slice.call(page.children) : [];
  }

  /** Where the blocks of a section are. */
  function holder(section) {
    return (
      section.querySelector(".texte") ||
      Array.prototype.find.call(section.children, function (child) {
        return child.tagName === "TBODY";
      }) ||
      section
    );
  }

  /** Shows pictures whose published address has not been published yet from the newsroom. */
  function repoint(root) {
    if (!base) return;
    var pictures = root.querySelectorAll("img[src]");
    for (var i = 0; i < pictures.length; i += 1) {
      var src = pictures[i].getAttribute("src");
      if (src.indexOf(base + "/") !== 0) continue;
      var rest = src.slice(base.length + 1).replace(/^pictures\//, "");
      pictures[i].setAttribute("src", new URL("pictures/" + rest, location.href).href);
    }
  }

  var images = true;
  var sources = new WeakMap();

  /** Takes the pictures out of sight, or puts them back: what is read when they are not loaded. */
  function blind(root) {
    Array.prototype.forEach.call(root.querySelectorAll("img, picture > source"), function (img) {
      var kept = sources.get(img);
      if (images === !kept) return;
      if (images) {
        sources.delete(img);
        Object.keys(kept).forEach(function (name) {
          if (kept[name] !== null) img.setAttribute(name, kept[name]);
        });
        return;
      }
      sources.set(img, { src: img.getAttribute("src"), srcset: img.getAttribute("srcset") });
      img.removeAttribute("srcset");
      // An address that nothing answers: the words that stand for the picture show.
      if (img.localName === "img") img.setAttribute("src", "data:,");
    });
  }

  /** A template parses rows and cells as well as paragraphs, and fetches nothing. */
  function parse(html) {
    var template = document.createElement("template");
    template.innerHTML = html;
    repoint(template.content);
    var coming = document.importNode(template.content, true);
    if (!images) blind(coming);
    return coming;
  }

  /** Whether a block is an element of the kind of the one that is to take its place. */
  function sameKind(block, at) {
    return block.tagName === this[at].tagName;
  }

  /**
   * Makes a block what the one that is to take its place is. The list that holds it stays as it
   * was: with a block less and another more, all of a long page would be laid out again.
   */
  function become(block, at) {
    var coming = this[at];
    Array.prototype.slice.call(block.attributes).forEach(function (attribute) {
      if (!coming.hasAttribute(attribute.name)) block.removeAttribute(attribute.name);
    });
    Array.prototype.forEach.call(coming.attributes, function (attribute) {
      block.setAttribute(attribute.name, attribute.value);
    });
    block.replaceChildren.apply(block, Array.prototype.slice.call(coming.childNodes));
  }

  function replaceBlocks(step) {
    var section = sections()[step.section];
    if (!section) return false;
    var list = holder(section);
    var leaving = Array.prototype.slice.call(list.children, step.at, step.at + step.remove);
    if (leaving.length !== step.remove || step.at > list.children.length) return false;
    var after = list.children[step.at + step.remove] || null;
    var coming = parse(step.insert.join(""));
    var blocks = Array.prototype.slice.call(coming.children);
    var first = blocks[0];
    if (blocks.length === leaving.length && leaving.every(sameKind, blocks)) {
      leaving.forEach(become, blocks);
      first = leaving[0];
    } else {
      leaving.forEach(function (block) {
        block.remove();
      });
      list.insertBefore(coming, after);
    }
    if (first) follow(first);
    return true;
  }

  function replaceSection(step) {
    var section = sections()[step.section];
    if (!section) return false;
    section.replaceWith(parse(step.html));
    return true;
  }

  var followed = null;

  /**
   * Keeps what is being written in sight, without moving a page that shows it already. It is
   * looked at with the next frame, which lays the page out anyway.
   */
  function follow(block) {
    if (followed === null) {
      requestAnimationFrame(function () {
        var box = followed.getBoundingClientRect();
        var seen = box.bottom >= 0 && box.top <= window.innerHeight;
        if (!seen) followed.scrollIntoView({ block: "center" });
        followed = null;
      });
    }
    followed = block;
  }

  function applied(step) {
    if (step.step === "blocks") return replaceBlocks(step);
    if (step.step === "section") return replaceSection(step);
    return false;
  }

  function patch(message) {
    if (message.to <= revision) return;
    if (message.from !== revision || !message.steps.every(applied)) {
      tell({ marbre: "reload" });
      return;
    }
    revision = message.to;
  }

  var media = [];

  /** Finds the questions about the reader's light, once. */
  function gather(rules) {
    Array.prototype.forEach.call(rules || [], function (rule) {
      var asked = rule.media && rule.media.mediaText;
      if (asked && /prefers-color-scheme/.test(asked))
        media.push({ list: rule.media, asked: asked });
      gather(rule.cssRules);
    });
  }

  /** Shows the page by day or by night, whatever the machine would ask for. */
  function light(dark) {
    if (media.length === 0) {
      Array.prototype.forEach.call(document.styleSheets, function (sheet) {
        gather(sheet.cssRules);
      });
    }
    var now = dark ? "dark" : "light";
    media.forEach(function (one) {
      one.list.mediaText = one.asked.replace(
        /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/g,
        function (_, wanted) {
          return wanted === now ? "(min-width: 0px)" : "(max-width: 0px)";
        },
      );
    });
    document.documentElement.style.colorScheme = now;
  }

  function look(message) {
    light(message.dark === true);
    images = message.images !== false;
    blind(document);
  }

  function childHolding(parent, node) {
    return Array.prototype.findIndex.call(parent.children, function (child) {
      return child.contains(node);
    });
  }

  /** A word is a run of letters and digits; the desk counts the same ones. */
  function words(text) {
    return Array.from(text.matchAll(/[\p{Alphabetic}\p{N}]+/gu));
  }

  /** The text nodes of a block. */
  function texts(block) {
    var walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    var found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }

  /** How many units of the block's text stand before a caret. */
  function before(block, node, offset) {
    var count = 0;
    var all = texts(block);
    for (var i = 0; i < all.length && all[i] !== node; i += 1) count += all[i].data.length;
    return count + offset;
  }

  /** Which word of the block is at a point of the window, and how far inside it. */
  function wordAt(block, x, y) {
    var caret = document.caretRangeFromPoint
      ? document.caretRangeFromPoint(x, y)
      : document.caretPositionFromPoint && document.caretPositionFromPoint(x, y);
    var node = caret && (caret.startContainer || caret.offsetNode);
    if (!node || node.nodeType !== Node.TEXT_NODE || !block.contains(node)) return null;
    var at = before(block, node, caret.startContainer ? caret.startOffset : caret.offset);
    var all = words(block.textContent);
    var rank = all.findIndex(function (word) {
      return at <= word.index + word[0].length;
    });
    if (rank < 0) rank = all.length - 1;
    if (rank < 0) return null;
    return {
      word: rank,
      inside: Math.min(Math.max(at - all[rank].index, 0), all[rank][0].length),
    };
  }

  /** The place that holds a node, with the word at a point when one is given. */
  function placeOf(node, x, y) {
    var all = sections();
    var at = all.findIndex(function (section) {
      return section.contains(node);
    });
    if (at < 0) return null;
    var list = holder(all[at]);
    var block = childHolding(list, node);
    var word = block < 0 || x === undefined ? null : wordAt(list.children[block], x, y);
    return {
      section: at,
      block: block < 0 ? null : block,
      word: word && word.word,
      inside: word ? word.inside : 0,
    };
  }

  function say(kind, place, more) {
    tell(Object.assign({ marbre: kind }, place, more));
  }

  function pick(event) {
    event.preventDefault();
    // The other button asks for a menu, and words that are being selected are only read.
    if (event.button === 2 || !window.getSelection().isCollapsed) return;
    var link = event.target.closest && event.target.closest("a[href], area[href]");
    // A link followed from the keyboard is clicked nowhere: its first word stands for it.
    var byKey = event.detail === 0;
    var box = byKey && link ? link.getClientRects()[0] : null;
    var place = byKey
      ? placeOf(event.target, box ? box.left + 1 : undefined, box && box.top + box.height / 2)
      : placeOf(event.target, event.clientX, event.clientY);
    var href = link && link.getAttribute("href");
    if (href && href.charAt(0) === "#") {
      var target = document.getElementById(decodeURIComponent(href.slice(1)));
      if (target) {
        lead();
        target.scrollIntoView({ block: "center" });
      }
    } else if (href) {
      tell({ marbre: "link", address: String(href), place: place });
    } else if (place) {
      say("pick", place);
    }
  }

  /** The words in the middle of what is seen, for who has no pointer. */
  function pickMiddle() {
    var x = window.innerWidth / 2;
    for (var step = 0; step < 20; step += 1) {
      var y = window.innerHeight * (0.5 + ((step % 2 ? -1 : 1) * step) / 40);
      var node = document.elementFromPoint(x, y);
      var place = node && placeOf(node, x, y);
      if (place && place.block !== null) return say("pick", place);
    }
  }

  function mark(box) {
    var spot = document.createElement("div");
    spot.setAttribute("aria-hidden", "true");
    spot.style.cssText =
      "position:absolute;z-index:2147483647;pointer-events:none;border-radius:3px;" +
      "background:rgba(255,196,0,.38);outline:2px solid rgba(214,142,0,.9);outline-offset:2px;" +
      "left:" +
      (box.left + window.scrollX) +
      "px;top:" +
      (box.top + window.scrollY) +
      "px;" +
      "width:" +
      box.width +
      "px;height:" +
      box.height +
      "px";
    document.documentElement.appendChild(spot);
    setTimeout(function () {
      spot.remove();
    }, 1600);
  }

  /** A word of a block, as a range. */
  function rangeOf(block, rank) {
    var word = words(block.textContent)[rank];
    if (!word) return null;
    var range = document.createRange();
    var from = word.index;
    var to = from + word[0].length;
    var count = 0;
    texts(block).forEach(function (node) {
      var end = count + node.data.length;
      if (from >= count && from < end) range.setStart(node, from - count);
      if (to > count && to <= end) range.setEnd(node, to - count);
      count = end;
    });
    return range;
  }

  /** Brings a place before the reader's eyes, and marks it for a moment. */
  function show(message) {
    var section = sections()[message.section];
    if (!section) return;
    var block = typeof message.block === "number" ? holder(section).children[message.block] : null;
    var range = block && typeof message.word === "number" ? rangeOf(block, message.word) : null;
    var box = (range || block || section).getBoundingClientRect();
    leads = false;
    var middle = box.top + Math.min(box.height, window.innerHeight) / 2;
    window.scrollTo(0, window.scrollY + middle - window.innerHeight / 2);
    mark((range || block || section).getBoundingClientRect());
  }

  /** Whether the reader moves this page, and not the window. */
  var leads = false;

  function lead() {
    leads = true;
  }

  /** Where a part of the page begins and ends: a block, what is before the first (`null`), what
   * is after the last (-1). A page of one section is all of it. */
  function edges(at, block) {
    var all = sections();
    var section = all[at];
    if (!section) return null;
    var alone = all.length === 1;
    var box = section.getBoundingClientRect();
    var list = holder(section).children;
    var y = window.scrollY;
    var begin = alone ? 0 : box.top + y;
    var end = alone ? document.documentElement.scrollHeight : box.bottom + y;
    var first = list.length > 0 ? list[0].getBoundingClientRect().top + y : begin;
    var last = list.length > 0 ? list[list.length - 1].getBoundingClientRect().bottom + y : end;
    if (block === null) return { top: begin, bottom: first, begin: begin, end: end };
    if (block < 0) return { top: last, bottom: end, begin: begin, end: end };
    if (!list[block]) return null;
    var after = list[block + 1];
    return {
      top: list[block].getBoundingClientRect().top + y,
      bottom: after ? after.getBoundingClientRect().top + y : last,
      begin: begin,
      end: end,
    };
  }

  /** The rank of the last element that begins above a height; -1 when none does. */
  function above(list, y) {
    var low = 0;
    var high = list.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (list[middle].getBoundingClientRect().top + window.scrollY <= y) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function clamped(part) {
    return Math.min(Math.max(part || 0, 0), 1);
  }

  /** What is read now: a place, how far inside it, and at what share of the window's height. */
  function reading() {
    var all = sections();
    if (all.length === 0) return null;
    var seen = window.innerHeight;
    var at = all.length === 1 ? 0 : Math.max(above(all, window.scrollY + seen / 2), 0);
    var head = edges(at, null);
    var share = clamped((window.scrollY - head.begin) / (head.end - head.begin - seen));
    var y = window.scrollY + share * seen;
    var list = holder(all[at]).children;
    var block = above(list, y);
    var tail = edges(at, -1);
    var place = block < 0 ? null : y > tail.top ? -1 : block;
    var edge = edges(at, place);
    return {
      section: at,
      block: place,
      part: clamped((y - edge.top) / (edge.bottom - edge.top)),
      share: share,
    };
  }

  /** Scrolls along with the text. */
  function along(message) {
    var edge = edges(message.section, message.block);
    if (!edge) return;
    leads = false;
    var y = edge.top + message.part * (edge.bottom - edge.top);
    window.scrollTo(0, y - message.share * window.innerHeight);
  }

  var handles = [];
  /** How often this page said that a cut moved. */
  var moves = 0;

  /** The places between the blocks of a section, from the top of the page. */
  function boundaries(section) {
    var blocks = Array.prototype.slice.call(holder(section).children);
    var tops = blocks.map(function (block) {
      return block.getBoundingClientRect().top + window.scrollY;
    });
    var last = blocks[blocks.length - 1];
    var box = (last || section).getBoundingClientRect();
    return tops.concat([box.bottom + window.scrollY]);
  }

  /**
   * Draws a handle at each cut. One that stands already is only brought to its place: whoever
   * moves it with the keyboard keeps it.
   */
  function drawCuts(message) {
    // What the window had not heard of yet is newer than what it says.
    if (message.moves !== moves) return;
    var standing = handles;
    handles = message.cuts
      .filter(function (cut) {
        return sections()[cut.section];
      })
      .map(function (cut) {
        var known = standing.find(function (handle) {
          return handle.section === cut.section;
        });
        var handle = known || drawCut(cut.section);
        handle.stand(cut.block, message.words);
        return handle;
      });
    standing.forEach(function (handle) {
      if (handles.indexOf(handle) < 0) handle.remove();
    });
  }

  function placeCuts() {
    handles.forEach(function (handle) {
      handle.show();
    });
  }

  /** How the block at a place begins, for who hears where the cut goes. */
  function opening(section, at) {
    var block = holder(section).children[at];
    var all = block ? block.textContent.trim().split(/\s+/) : [];
    return all.slice(0, 8).join(" ") + (all.length > 8 ? "…" : "");
  }

  /** A handle at the cut of a section: it is dragged, or moved with the arrows. */
  function drawCut(rank) {
    var at = 0;
    // Where the window knows it, and where Escape takes it back to.
    var kept = 0;
    var origin = 0;
    var held = false;
    var said = null;
    var line = document.createElement("div");
    var look = line.style;
    line.tabIndex = 0;
    line.setAttribute("role", "slider");
    line.setAttribute("aria-orientation", "vertical");
    line.setAttribute("data-marbre-cut", "");
    look.cssText =
      "position:absolute;margin:0;padding:0 8px;border-top:2px dashed #1f5a4c;color:#1f5a4c;" +
      "background:#fdfbf6;font:500 12px/18px system-ui,sans-serif;cursor:ns-resize;" +
      "touch-action:none;user-select:none;-webkit-user-select:none;z-index:9";

    function show() {
      var section = sections()[rank];
      if (!section || !said) return;
      var places = boundaries(section);
      var last = places.length - 1;
      at = Math.max(0, Math.min(at, last));
      var box = section.getBoundingClientRect();
      look.left = box.left + window.scrollX + "px";
      look.width = box.width + "px";
      look.top = places[at] - 12 + "px";
      line.setAttribute("aria-valuemin", "0");
      line.setAttribute("aria-valuemax", String(last));
      line.setAttribute("aria-valuenow", String(at));
      line.setAttribute(
        "aria-valuetext",
        at < last ? said.before.replace("{words}", opening(section, at)) : said.end,
      );
    }

    function go(place) {
      at = place;
      show();
    }

    function nearest(y) {
      var places = boundaries(sections()[rank]);
      var best = 0;
      places.forEach(function (place, one) {
        if (Math.abs(place - y) < Math.abs(places[best] - y)) best = one;
      });
      return best;
    }

    function drop() {
      if (at === kept) return;
      kept = at;
      moves += 1;
      var last = Number(line.getAttribute("aria-valuemax"));
      tell({ marbre: "cut", section: rank, block: at < last ? at : null });
    }

    function letGo() {
      held = false;
      go(kept);
    }

    line.addEventListener("focus", function () {
      origin = at;
    });
    line.addEventListener("pointerdown", function (event) {
      line.setPointerCapture(event.pointerId);
      held = true;
      origin = at;
    });
    line.addEventListener("pointermove", function (event) {
      if (held) go(nearest(event.clientY + window.scrollY));
    });
    line.addEventListener("pointerup", function () {
      if (!held) return;
      held = false;
      drop();
    });
    line.addEventListener("pointercancel", letGo);
    line.addEventListener("keydown", function (event) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      var to = {
        ArrowUp: at - 1,
        ArrowDown: at + 1,
        Home: 0,
        End: Infinity,
        Escape: origin,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      if (held) {
        // Nothing was said of what the pointer had not let go.
        if (event.key === "Escape") letGo();
        return;
      }
      go(to);
      line.scrollIntoView({ block: "nearest" });
      drop();
    });
    document.body.appendChild(line);

    return {
      section: rank,
      show: show,
      remove: function () {
        line.remove();
      },
      stand: function (block, words) {
        said = words;
        line.textContent = "✂ " + words.label;
        line.lang = words.language;
        line.setAttribute("aria-label", words.label);
        kept = block;
        if (!held) {
          go(block);
          kept = at;
        }
        // What the window moved since, Escape does not undo.
        if (document.activeElement !== line) origin = at;
      },
    };
  }

  /** Whether the window, not the page, answers to these keys. */
  function belongsToTheWindow(event) {
    if (/^F[16789]$/.test(event.key)) return true;
    if (event.altKey) return /^(Digit[1-9]|Key[DIS])$/.test(event.code);
    if (!event.ctrlKey && !event.metaKey) return false;
    return /^[kne]$/i.test(event.key) || (event.shiftKey && /^[cbrx]$/i.test(event.key));
  }

  window.addEventListener("message", function (event) {
    if (event.source !== window.parent || !event.data) return;
    var message = event.data;
    if (message.marbre === "patch") patch(message.patch);
    else if (message.marbre === "show") show(message);
    else if (message.marbre === "along") along(message);
    else if (message.marbre === "look") look(message);
    else if (message.marbre === "place") window.scrollTo(0, message.top);
    else if (message.marbre === "cuts") drawCuts(message);
  });

  document.addEventListener("click", pick, true);
  document.addEventListener("auxclick", pick, true);
  document.addEventListener(
    "submit",
    function (event) {
      event.preventDefault();
    },
    true,
  );
  ["wheel", "touchmove", "pointerdown", "keydown"].forEach(function (kind) {
    window.addEventListener(kind, lead, { passive: true, capture: true });
  });
  document.addEventListener("keydown", function (event) {
    if (event.altKey && event.shiftKey && event.code === "KeyP") {
      event.preventDefault();
      return pickMiddle();
    }
    // A link followed from the keyboard is a click, which `pick` stops.
    if (!belongsToTheWindow(event)) return;
    event.preventDefault();
    tell({
      marbre: "key",
      key: event.key,
      code: event.code,
      ctrlKey: event.ctrlKey,
      metaKey: event.metaKey,
      shiftKey: event.shiftKey,
      altKey: event.altKey,
    });
  });

  var placing = false;
  window.addEventListener(
    "scroll",
    function () {
      if (placing) return;
      placing = true;
      var place = function () {
        placing = false;
        tell({ marbre: "place", top: window.scrollY, reading: leads ? reading() : null });
      };
      // Who leads is followed at once; the rest is only remembered.
      if (leads) requestAnimationFrame(place);
      else setTimeout(place, 100);
    },
    { passive: true },
  );

  window.addEventListener("resize", placeCuts);
  // Pictures that come push what is under them.
  document.addEventListener("load", placeCuts, true);

  repoint(document);
  tell({ marbre: "ready", revision: revision });
})();
