"""Texts that a tokenizer may stumble over. Written for `golden.py`; add at the end, never reorder."""

EMPTY = ["", " ", "\t", "\n", "\r\n \t", "\u00a0", "\u2003\u2009", "\u3000", "\x00", "\x1c\x1d\x1e\x1f", "\x85", "\ufeff", "\u200b"]

SIGNS = [
    "!", "?", "...", "-", "--", "_", "__init__", "#", "##", "###", "##ing", "## ing", "[UNK]", "[CLS] handover [SEP]", "[PAD]",
    "@", "&amp;", "`", "~", "^", "|", "\\", "\\\\n", "\"quoted\"", "'single'", "(paren) [bracket] {brace}", "a/b/c", "a-b_c.d,e;f:g",
    "100%", "<", ">", "<=>", "=", "+-", "$5", "*", "!!!???", "C++", "C#", "e.g. i.e. etc.", "don't can't won't",
]

ACCENTS = [
    "Zürich", "Zu\u0308rich", "café", "cafe\u0301", "CAFÉ", "naïve façade", "Ångström", "\u212bngstro\u0308m", "São Paulo", "Łódź",
    "Kraków", "smørrebrød", "straße", "STRASSE", "ẞ", "Ægir", "œuvre", "İstanbul", "ıstanbul", "Iİıi", "đường", "Tiếng Việt",
    "Hồ Chí Minh", "\u212a \u212b \u2126", "ﬁne ﬂow", "ǅ ǆ ǈ", "ȟ ẖ ẗ ẘ ẙ ẚ", "ŉ", "a\u0300\u0301\u0302b", "a\u0301b\u0302c\u0303", "\u0301abc", "abc\u0301",
    "a \u0301 b", "≠ ≮ ≯", "a≠b", "\u1fef", "\u037e", "x\u0338=y", "Ḧëävÿ Mëtäl", "ñandú ÑANDÚ", "Čeština žluťoučký kůň", "Şişli ğ",
    "½ ¼ ¾", "x² y³", "H₂O", "①②③", "№ 5", "™ ® ©", "ａｂｃ １２３", "𝐛𝐨𝐥𝐝", "ᴀʙᴄ", "a\u0327\u0301",
]

SCRIPTS = [
    "Ελληνικά ΣΊΣΥΦΟΣ", "ΟΔΟΣ", "Ωμέγα Ω", "Москва", "ЙОГУРТ ё", "Українська їжак", "čeština и русский mixed", "日本語", "東京タワー", "ﾊﾝﾄﾞｵｰﾊﾞｰ",
    "ハンドオーバー失敗", "がぎぐげご", "か\u3099", "한국어 핸드오버", "中文切换失败率", "切换 handover 失败", "LTE切换NR", "基站A3事件偏移", "العربية", "نسبة فشل handover",
    "مُحَمَّد", "עברית", "שָׁלוֹם", "RTL \u202eabc\u202c end", "\u200fabc\u200e", "हिन्दी", "हैंडओवर विफलता", "ไทย", "การส่งต่อล้มเหลว", "ქართული", "Հայերեն", "አማርኛ",
    "བོད་ཡིག", "မြန်မာ", "ខ្មែរ", "ᚠᚢᚦ", "𒀀𒀁", "𠀀𠀁", "\U000e0100", "ꙮ",
]

EMOJI = [
    "😀", "handover 😀 failed", "👍🏽", "👨‍👩‍👧‍👦", "🇨🇭", "1️⃣ 2️⃣", "❤️", "❤", "a❤️b", "📶5G📶", "♥\ufe0eLTE", "✅ done", "→ ← ⇒", "•bullet", "—em–en", "“smart” ‘quotes’",
    "…", "a\u200db", "a\u200bb", "a\u00adb", "a\u2060b", "a\ufe0fb", "soft\u00adhyphen", "non\u00a0breaking", "thin\u2009space", "line\u2028sep\u2029end",
]

NUMBERS = [
    "46 dBm", "46dBm", "-110 dBm", "−110 dBm", "3.5 GHz", "3,500 MHz", "1e-3", "0x1F", "10.0.0.1", "fe80::1", "00:1A:2B:3C:4D:5E", "2026-11-22T10:00:00Z",
    "50 %", "50%", "12345678901234567890", "1", "0", "007", "1st 2nd 3rd", "µs", "μs", "10µs", "Ω", "5 kΩ", "90°", "±3 dB", "×2", "÷", "3GPP TS 38.331 §5.5.4.4",
    "n78", "B20", "5QI=9", "QCI 1", "a3-Offset", "hysteresis=2;timeToTrigger=ms320", "q-RxLevMin", "T310/N310/N311", "RRC.ConnEstabSucc.Sum",
    "100*{RRC.ConnEstabSucc}/{RRC.ConnEstabAtt}", "gNB-DU", "eNodeB", "X2AP", "maxHARQ-Msg3Tx", "p0-NominalPUSCH", "NRCellDU.pMax",
]

MARKUP = [
    "<b>bold</b>", "<script>alert('x')</script>", "<!-- comment -->", "&lt;tag&gt;", "<a href=\"https://example.org/?q=1&r=2\">link</a>", "https://example.org/a/b?c=d#e",
    "user@example.org", "{\"key\": [1, 2, null]}", "SELECT * FROM cells WHERE id = 1; --", "C:\\temp\\file.txt", "/var/log/messages", "# heading\n\n* item\n* item", "```rust\nfn main() {}\n```",
    "a\tb\tc", "a\nb\r\nc\rd", "a\x0bb\x0cc", "nul\x00inside", "bell\x07bell", "esc\x1b[31mred\x1b[0m", "del\x7fdel", "\x80\x9f", "bad\ufffdchar", "\ufffe\uffff", "\U0010ffff", "\ue000private",
]

LONG = [
    "a" * 99, "a" * 100, "a" * 101, "a" * 1000, "x" * 333 + "é" * 333, "1234567890" * 50, "antidisestablishmentarianism",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "pneumonoultramicroscopicsilicovolcanoconiosis",
    "reconfigurationWithSyncFailureInformationReportConfig", "HANDOVERPREPARATIONFAILURE", "hAnDoVeR", "the" * 40, "-" * 200, "é" * 200, "日" * 300, "\u0301" * 100, "😀" * 50,
    "word " * 200, "handoverhandoverhandover", "qqqqqqqq", "zzzxxxyyy", "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    # 10 kB of everything.
    ("Handover to neighbour " + "cell-Ω café 12 dB " + "日本 x≠y <b>ok</b> 😀 ") * 156,
]

TEXTS = EMPTY + SIGNS + ACCENTS + SCRIPTS + EMOJI + NUMBERS + MARKUP + LONG
