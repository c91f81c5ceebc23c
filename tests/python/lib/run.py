"""Run every program in cases/ with CPython's library and with ours; what they print has to be equal."""
import concurrent.futures
import difflib
import glob
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def run(*command):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([sys.executable, "-X", "utf8", *command], capture_output=True, text=True, cwd=folder,
                              stdin=subprocess.DEVNULL, timeout=300)
    last = [line for line in done.stderr.splitlines() if line.strip()][-1:]
    return done.stdout.splitlines() + last + [f"exit {done.returncode}"], done.stderr


def compare(case):
    real, _ = run(case)
    ours, err = run(os.path.join(HERE, "with_lib.py"), case)
    if real == ours:
        return case, ""
    return case, "\n".join(difflib.unified_diff(real, ours, "CPython", "ours", "", "", 0, "")) + "\n" + err[-1500:]


def main():
    wanted = sys.argv[1:]
    cases = [case for case in sorted(glob.glob(os.path.join(HERE, "cases", "*.py")))
             if not wanted or any(word in os.path.basename(case) for word in wanted)]
    bad = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for case, difference in pool.map(compare, cases):
            if difference:
                bad += 1
                print("FAIL", os.path.basename(case))
                print(difference[:20000])
    print(f"{len(cases) - bad} of {len(cases)} equal")
    sys.exit(bool(bad))


main()
