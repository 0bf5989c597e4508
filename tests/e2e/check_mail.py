"""Reads e-mails as Python's own parser does, and says everything that it holds against them."""

import email
import email.policy
import sys

LONGEST_LINE = 998


def faults(data: bytes) -> list[str]:
    """What is wrong with a message, in words."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    found = [
        f"defect of {part.get_content_type()}: {defect!r}"
        for part in message.walk()
        for defect in part.defects
    ]
    for name in ("From", "Subject", "Date", "Message-ID"):
        if len(message.get_all(name, [])) != 1:
            found.append(f"{name}: {len(message.get_all(name, []))} times, not once")
    for name, value in message.items():
        found += [f"defect of {name}: {defect!r}" for defect in getattr(value, "defects", ())]
    if message.get_content_type() != "multipart/alternative":
        return [*found, f"it is {message.get_content_type()}, not multipart/alternative"]
    parts = list(message.iter_parts())
    kinds = [part.get_content_type() for part in parts]
    if kinds != ["text/plain", "text/html"]:
        found.append(f"its parts are {kinds}: the text must come first, then the HTML")
    for part in parts:
        if part["Content-Transfer-Encoding"] != "quoted-printable":
            encoding = part["Content-Transfer-Encoding"]
            found.append(f"{part.get_content_type()} is sent as {encoding}")
        if not part.get_content().strip():
            found.append(f"{part.get_content_type()} is empty")
    longest = max(len(line) for line in data.splitlines())
    if longest > LONGEST_LINE:
        found.append(f"a line of {longest} octets, more than {LONGEST_LINE}")
    if b"\n" in data.replace(b"\r\n", b""):
        found.append("a line that does not end with CR LF")
    if any(octet > 126 for octet in data):
        found.append("an octet that is not ASCII")
    return found


def main(paths: list[str]) -> int:
    """Prints the faults of each file; answers whether there were any."""
    wrong = False
    for path in paths:
        with open(path, "rb") as file:
            for fault in faults(file.read()):
                print(f"{path}: {fault}")
                wrong = True
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
