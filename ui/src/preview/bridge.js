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

  /** Whether the window, not the page, answers to these keys. */
  function belongsToTheWindow(event) {
    if (/^F[1689]$/.test(event.key)) return true;
    if (event.altKey) return /^Digit[1-9]$/.test(event.code);
    if (!event.ctrlKey && !event.metaKey) return false;
    return /^[kne]$/i.test(event.key) || (event.shiftKey && /^[cbr]$/i.test(event.key));
  }

  window.addEventListener("message", function (event) {
    if (event.source !== window.parent || !event.data) return;
    var message = event.data;
    if (message.marbre === "patch") patch(message.patch);
    else if (message.marbre === "scroll") scrollTo(message.section, message.block);
    else if (message.marbre === "place") window.scrollTo(0, message.top);
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
