"""Reads feeds as feedparser does, and says everything that it holds against them."""

import sys

import feedparser


def faults(path: str) -> list[str]:
    """What is wrong with a feed, in words."""
    feed = feedparser.parse(path)
    found = []
    if feed.bozo:
        found.append(f"not well formed: {feed.bozo_exception!r}")
    if not feed.version:
        found.append("no kind of feed that is known")
    for name in ("title", "link", "language"):
        if not feed.feed.get(name):
            found.append(f"the feed has no {name}")
    if not feed.entries:
        found.append("the feed has no entry")
    identities = [entry.get("id") for entry in feed.entries]
    if len(set(identities)) != len(identities) or None in identities:
        found.append(f"its entries are not told apart: {identities}")
    for entry in feed.entries:
        for name in ("title", "link"):
            if not entry.get(name):
                found.append(f"{entry.get('id')} has no {name}")
        if not (entry.get("published_parsed") or entry.get("updated_parsed")):
            found.append(f"{entry.get('id')} has no date")
        if not (entry.get("summary") or entry.get("content")):
            found.append(f"{entry.get('id')} says nothing")
    return found


held = {path: faults(path) for path in sys.argv[1:]}
for path, found in held.items():
    for fault in found:
        print(f"{path}: {fault}")
sys.exit(any(held.values()))
