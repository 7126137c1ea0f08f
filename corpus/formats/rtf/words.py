"""What the control words of RTF mean for the text that is seen: tables of names."""

from __future__ import annotations

# Groups whose text nobody sees where it stands.
UNSEEN = frozenset(
    {
        *("annotation", "atnauthor", "atndate", "atnicn", "atnid", "atnparent", "atnref"),
        *("author", "background", "bkmkend", "bkmkstart", "category", "colortbl", "comment"),
        *("company", "do", "doccomm", "docvar", "falt", "filetbl", "fldinst", "fontemb"),
        *("fontfile", "formfield", "ftncn", "ftnsep", "ftnsepc", "aftncn", "aftnsep", "aftnsepc"),
        *("generator", "hlinkbase", "info", "keywords", "latentstyles", "levelnumbers"),
        *("leveltext", "list", "listname", "listoverridetable", "listpicture", "listtable"),
        *("manager", "mbegChr", "mchr", "mendChr", "mmathPict", "msepChr", "nonesttables"),
        *("nonshppict", "objclass", "objdata", "objname", "operator", "panose", "password"),
        *("pict", "picprop", "pgptbl", "pn", "pnseclvl", "private", "protusertbl", "revtbl"),
        *("rsidtbl", "rxe", "shpinst", "shppict", "sn", "sp", "subject", "sv", "tc"),
        *("template", "themedata", "colorschememapping", "title", "txe", "upr", "userprops"),
        *("xe", "xmlnstbl", "datastore", "wgrffmtfilter", "creatim", "revtim", "printim"),
        *("buptim", "atrfstart", "atrfend", "fchars", "lchars", "nextfile", "objalias"),
        *("objsect", "pxe", "staticval", "propname", "linkval", "htmltag", "pntxta", "pntxtb"),
    }
)
# Groups that a reader who doesn't know them must skip, and whose text is seen.
SEEN = frozenset({"ud", "moMath", "moMathPara", "shptxt", "nesttableprops", "cs"})
# Groups of formulas that hold their looks.
FORMULA_LOOKS = "Pr"

CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "page": "\n",
    "column": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": "\N{EM SPACE}",
    "enspace": "\N{EN SPACE}",
    "qmspace": "\N{FOUR-PER-EM SPACE}",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "zwj": "\N{ZERO WIDTH JOINER}",
    "zwnj": "\N{ZERO WIDTH NON-JOINER}",
}
SYMBOLS = {
    "~": "\N{NO-BREAK SPACE}",
    "_": "\N{NON-BREAKING HYPHEN}",
    "{": "{",
    "}": "}",
    "\\": "\\",
    "\t": "\t",
}
MARGINS = frozenset(
    {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"}
)
PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
