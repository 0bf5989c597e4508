// The one script of a preview page: it patches the page as one types, and tells the window what
// is clicked. The hosts inject it at the end of the body; exported pages never carry it.
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

  /** A template parses rows and cells as well as paragraphs, and fetches nothing. */
  function parse(html) {
    var template = document.createElement("template");
    template.innerHTML = html;
    repoint(template.content);
    return document.importNode(template.content, true);
  }

  function replaceBlocks(step) {
    var section = sections()[step.section];
    if (!section) return false;
    var list = holder(section);
    var leaving = Array.prototype.slice.call(list.children, step.at, step.at + step.remove);
    if (leaving.length !== step.remove || step.at > list.children.length) return false;
    var after = list.children[step.at + step.remove] || null;
    var coming = parse(step.insert.join(""));
    var first = coming.firstElementChild;
    leaving.forEach(function (block) {
      block.remove();
    });
    list.insertBefore(coming, after);
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

  function scrollTo(section, block) {
    var target = sections()[section];
    if (!target) return;
    if (typeof block === "number") target = holder(target).children[block] || target;
    target.scrollIntoView({ block: "center" });
  }

  function childHolding(parent, node) {
    return Array.prototype.findIndex.call(parent.children, function (child) {
      return child.contains(node);
    });
  }

  function pick(event) {
    event.preventDefault();
    var all = sections();
    var at = all.findIndex(function (section) {
      return section.contains(event.target);
    });
    if (at < 0) return;
    var block = childHolding(holder(all[at]), event.target);
    tell({ marbre: "pick", section: at, block: block < 0 ? null : block });
  }

  var handles = [];

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

  /** Draws a handle at each cut: it is dragged, or moved with the arrows. */
  function drawCuts(message) {
    handles.forEach(function (handle) {
      handle.remove();
    });
    handles = [];
    message.cuts.forEach(function (cut) {
      var section = sections()[cut.section];
      if (section) handles.push(drawCut(section, cut, message.label));
    });
  }

  function drawCut(section, cut, label) {
    var places = boundaries(section);
    var box = section.getBoundingClientRect();
    var at = Math.min(cut.block, places.length - 1);
    var handle = document.createElement("div");
    var look = handle.style;
    handle.tabIndex = 0;
    handle.textContent = "✂ " + label;
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-orientation", "vertical");
    handle.setAttribute("aria-label", label);
    handle.setAttribute("aria-valuemin", "0");
    handle.setAttribute("aria-valuemax", String(places.length - 1));
    handle.setAttribute("data-marbre-cut", "");
    look.cssText =
      "position:absolute;margin:0;padding:0 8px;border-top:2px dashed #1f5a4c;color:#1f5a4c;" +
      "background:#fdfbf6;font:500 12px/18px system-ui,sans-serif;cursor:ns-resize;" +
      "touch-action:none;user-select:none;z-index:9";
    look.left = box.left + window.scrollX + "px";
    look.width = box.width + "px";

    function show(place) {
      at = Math.max(0, Math.min(place, places.length - 1));
      look.top = places[at] - 12 + "px";
      handle.setAttribute("aria-valuenow", String(at));
    }

    function nearest(y) {
      var best = 0;
      places.forEach(function (place, rank) {
        if (Math.abs(place - y) < Math.abs(places[best] - y)) best = rank;
      });
      return best;
    }

    function drop() {
      if (at === cut.block) return;
      tell({ marbre: "cut", section: cut.section, block: at < places.length - 1 ? at : null });
    }

    handle.addEventListener("pointerdown", function (event) {
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener("pointermove", function (event) {
      if (handle.hasPointerCapture(event.pointerId)) show(nearest(event.clientY + window.scrollY));
    });
    handle.addEventListener("pointerup", drop);
    handle.addEventListener("keydown", function (event) {
      var by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      show(at + by);
      drop();
    });
    show(at);
    document.body.appendChild(handle);
    return handle;
  }

  /** Whether the window, not the page, answers to these keys. */
  function belongsToTheWindow(event) {
    if (event.key === "F6") return true;
    if (event.altKey) return /^Digit[1-9]$/.test(event.code);
    if (!event.ctrlKey && !event.metaKey) return false;
    return /^[kne]$/i.test(event.key) || (event.shiftKey && /^[cbrdx]$/i.test(event.key));
  }

  window.addEventListener("message", function (event) {
    if (event.source !== window.parent || !event.data) return;
    var message = event.data;
    if (message.marbre === "patch") patch(message.patch);
    else if (message.marbre === "scroll") scrollTo(message.section, message.block);
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
  document.addEventListener("keydown", function (event) {
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
      setTimeout(function () {
        placing = false;
        tell({ marbre: "place", top: window.scrollY });
      }, 100);
    },
    { passive: true },
  );

  repoint(document);
  tell({ marbre: "ready", revision: revision });
})();
