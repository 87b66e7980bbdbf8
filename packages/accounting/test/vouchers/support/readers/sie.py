"""Reads SIE 4I files by the grammar of the public standard, and nothing else: prints what they say as JSON."""
import json
import re
import sys
from decimal import Decimal

BARE = r'[^\s"{}#][^\s"{}]*'
QUOTED = r'"(?:[^"\\\x00-\x1f\x7f]|\\")*"'
TEXT = f"(?:{BARE}|{QUOTED})"
DATE = r"\d{8}"
ONCE = {
    "#FLAGGA": r"0",
    "#PROGRAM": f"{TEXT}(?: {TEXT})?",
    "#FORMAT": r"PC8",
    "#GEN": f"{DATE}(?: {TEXT})?",
    "#SIETYP": r"4",
    "#ORGNR": r"\d{6}-\d{4}",
    "#FNAMN": TEXT,
    "#RAR": f"0 {DATE} {DATE}",
    "#KPTYP": TEXT,
}
OFTEN = {
    "#KONTO": rf"\d{{4}} {TEXT}",
    "#DIM": rf"\d+ {TEXT}",
    "#OBJEKT": rf"\d+ {TEXT} {TEXT}",
}
# The receiver numbers the vouchers, so that theirs is empty.
VER = re.compile(rf'#VER ([A-Z]) "" ({DATE}) ({TEXT})')
TRANS = re.compile(rf"#TRANS (\d{{4}}) \{{((?:\d+ {TEXT})?)\}} (-?\d+\.\d\d)(?: .*)?")


def read(path):
    text = open(path, "rb").read().decode("cp437", "strict")
    if not text.endswith("\r\n") or "\n" in text.replace("\r\n", "") or "\r" in text.replace("\r\n", ""):
        raise ValueError("lines do not end with CR and LF alone")
    seen, accounts, sums, vouchers, objects = {}, {}, {}, 0, 0
    voucher, balance = None, Decimal(0)
    for number, line in enumerate(text[:-2].split("\r\n"), 1):
        label, _, rest = line.partition(" ")
        if voucher is None and label in ONCE | OFTEN:
            if not re.fullmatch((ONCE | OFTEN)[label], rest) or (label in ONCE and label in seen) or vouchers > 0:
                raise ValueError(f"line {number}: {line}")
            seen[label] = rest
            if label == "#KONTO":
                accounts[rest[:4]] = rest[5:].strip('"')
        elif voucher is None and (match := VER.fullmatch(line)):
            voucher, balance = "open", Decimal(0)
        elif voucher == "open" and line == "{":
            voucher = "in"
        elif voucher == "in" and (match := TRANS.fullmatch(line.strip())):
            account, objekt, amount = match.group(1), match.group(2), Decimal(match.group(3))
            if account not in accounts:
                raise ValueError(f"line {number}: account {account} has no name")
            objects += objekt != ""
            balance += amount
            sums[account] = sums.get(account, Decimal(0)) + amount
        elif voucher == "in" and line == "}":
            if balance != 0:
                raise ValueError(f"line {number}: the voucher is out of balance by {balance}")
            voucher, vouchers = None, vouchers + 1
        else:
            raise ValueError(f"line {number}: {line}")
    missing = [label for label in ONCE if label not in seen]
    if missing or voucher is not None or list(seen)[0] != "#FLAGGA":
        raise ValueError(f"not whole: {missing}")
    hundredths = {account: str(int(amount * 100)) for account, amount in sums.items()}
    return {"company": seen["#FNAMN"].strip('"'), "vouchers": vouchers, "objects": objects, "sums": hundredths}


sys.stdout.reconfigure(encoding="utf-8")
print(json.dumps([read(path) for path in sys.argv[1:]], ensure_ascii=False))
