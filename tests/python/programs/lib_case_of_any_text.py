import re

for text in ("Straße", "ΑΣ", "ὈΔΥΣΣΕΎΣ", "ﬁn", "İstanbul", "éÀ", "ŉ", "plain TEXT", "а-Я ё", "Æther æon"):
    print(repr(text), text.upper(), text.lower(), text.title(), text.capitalize(), text.swapcase())
    print(text.casefold(), text.isupper(), text.islower(), text.istitle())
print(re.findall("(?i)é[à-ü]+", "ÉÀÜ éà Éx"))
print(re.sub("(?i)straße", "way", "STRAßE Straße"))
print(f"{float('inf'):F} {255:X} {1e-10:E} {1e20:G}")
print("ÀB".encode().lower(), b"aB-c".title(), bytearray(b"xY").swapcase())
