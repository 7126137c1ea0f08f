"""Amounts of money in every currency, before or after the number, in every notation.

What always holds: a currency is told by its sign, its ISO 4217 code or its name; a letter that may
be anything ("R", "L") counts only in a sign of its own ("R$").
"""

from __future__ import annotations

# The codes in use, without funds and metals.
_CODES = (
    "AED|AFN|ALL|AMD|ANG|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BGN|BHD|BIF|BMD|BND|BOB|BRL|BSD|BTN|BWP|"
    "BYN|BZD|CAD|CDF|CHF|CLP|CNY|COP|CRC|CUP|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|FKP|GBP|"
    "GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD|HNL|HRK|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|KES|KGS|"
    "KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD|MDL|MGA|MKD|MMK|MNT|MOP|MRU|MUR|MVR|"
    "MWK|MXN|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|RWF|"
    "SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SOS|SRD|SSP|STN|SYP|SZL|THB|TJS|TMT|TND|TOP|TRY|TTD|TWD|TZS|"
    "UAH|UGX|USD|UYU|UZS|VES|VND|VUV|WST|XAF|XCD|XOF|XPF|YER|ZAR|ZMW|ZWL"
)
_SIGNS = r"(?:US|C|A|NZ|HK|S|R|NT|MX|AR)?[$]|[€£¥₹₽₩₺₴₦₫₱฿₪₡₲₵₸₼₾₿₮₭₨₧₣]|元|円|원|﷼"
_BEFORE = rf"(?:{_SIGNS}|(?:{_CODES})\b|\b(?:Fr|SFr|Rs|Rp|RM|S/|Kč|kr|KSh|лв)\b\.?)"
_NAMED = (
    r"(?:dollars?|euros?|pounds?|cents?|pence|centimes?|céntimos?|centavos?|centesimi|cêntimos?|"
    r"francs?|franken|rappen|libras?|dólares|dollari|sterling|pesos?|soles|reais|real|yen|yuan|"
    r"renminbi|won|rupees?|rupiah|ringgit|baht|dong|rand|shillings?|naira|cedis?|dirhams?|dinars?|"
    r"riyals?|rials?|shekels?|liras?|lira|lire|kron(?:e|er|or|a|ur)|koruna?|korun|złot(?:y|ych|e)|"
    r"zlot(?:y|ys)|groszy|forints?|lei|leva|hryvnias?|гривень|рубл(?:ей|я|ь)|руб|тенге|ευρώ|евро|"
    r"quetzales|lempiras|bolivianos|guaraníes|colones|córdobas|balboas)\b"
)
_AFTER = (
    rf"(?:{_SIGNS}|(?:{_CODES})\b|{_NAMED}|(?:zł|Kč|Ft|kr|Fr|SFr|lei|lv|лв|ден|din|kn|Rs|RM)\b\.?"
    r"|(?<=\d)p(?=[.,;)\s]|$))"
)
_N = r"\d{1,3}(?:[,.’'\u2009\u202f\u00a0 ]\d{3})+(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?"
_SCALE = r"(?:[ \u00a0](?:thousand|million|billion|millions?|millones|millionen|mio|mrd)\b\.?)?"
_DASH = r"(?:[.,][-–—]+)?"  # "35,–"
_NOTE = "[⁰¹²³⁴-⁹]{0,2}"
MONEY = (
    rf"{_BEFORE}[ \u00a0\u202f]?(?:{_N}){_DASH}{_SCALE}"
    rf"|(?:{_N}){_DASH}{_SCALE}{_NOTE}[ \u00a0\u202f]?{_AFTER}(?:\d{{2}}(?!\d))?"
    rf"|\d+[.,][-–—]+(?!\w)"
)
