"""Prints engine/src/memory/embed/letters.rs: what lower-casing and dropping accents make of a character.

    python3 unicode.py > ../../src/memory/embed/letters.rs

The vocabulary holds ASCII only, so two lists are enough: characters that become one ASCII character, and
marks (category Mn) that vanish and join what stands beside them. Everything else ends a word. Keep to the
Unicode version of `VERSION`: another one would split words of stored vectors differently.
"""

import sys
import unicodedata

VERSION = "14.0.0"  # of Python 3.11, with which the table was fitted


def folded(char):
    """As `wordpiece.fold`, for one character."""
    lowered = unicodedata.normalize("NFD", char.lower())
    return "".join(c for c in lowered if unicodedata.category(c) != "Mn")


def tables():
    """Characters that become ASCII, and ranges of those that become nothing."""
    letters, marks = [], []
    for code in range(0x80, sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.category(char) == "Cs":
            continue
        result = folded(char)
        if result == "":
            if marks and marks[-1][1] == code - 1:
                marks[-1][1] = code
            else:
                marks.append([code, code])
        elif any(c < "\x80" for c in result):
            # One to one, and in the first plane: the Rust table relies on it.
            assert len(result) == 1 and code <= 0xFFFF, hex(code)
            letters.append((code, result))
    return letters, marks


def array(doc, name, kind, entries, per_line):
    """A Rust array, several entries a line."""
    lines = [entries[n : n + per_line] for n in range(0, len(entries), per_line)]
    body = "".join("    " + " ".join(entry + "," for entry in line) + "\n" for line in lines)
    return f"\n/// {doc}\n#[rustfmt::skip]\npub const {name}: [{kind}; {len(entries)}] = [\n{body}];\n"


def main():
    assert unicodedata.unidata_version == VERSION, f"needs a Python with Unicode {VERSION}"
    letters, marks = tables()
    print(f"//! Which characters become ASCII and which vanish; Unicode {VERSION}.")
    print("//!\n//! Written by `engine/embedding/scripts/unicode.py`; do not edit.")
    doc = "Characters that are one ASCII character once lower-cased and without accents."
    entries = [f"(0x{code:04x}, b'{letter}')" for code, letter in letters]
    print(array(doc, "LETTERS", "(u16, u8)", entries, 6), end="")
    doc = "First and last of each run of marks (Mn), which vanish and join what they stand between."
    entries = [f"(0x{first:05x}, 0x{last:05x})" for first, last in marks]
    print(array(doc, "MARKS", "(u32, u32)", entries, 4), end="")


if __name__ == "__main__":
    main()
