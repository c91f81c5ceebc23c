"""Run programs with the real modules and with ours, and show where what they print differs.

usage: show.py PROGRAM...
"""
import difflib
import os
import re
import subprocess
import sys

RUN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "run.py")


def run(program, *flags):
    done = subprocess.run([sys.executable, RUN, *flags, program], capture_output=True, text=True)
    # Object ids differ from run to run.
    text = re.sub(r"0x[0-9a-f]+", "0x", done.stdout)
    last = done.stderr.strip().splitlines()[-1:]
    return text.splitlines() + ["stderr: " + line for line in last] + [f"exit {done.returncode}"]


def main():
    failed = 0
    for program in sys.argv[1:]:
        real, ours = run(program, "--real"), run(program)
        if real != ours:
            failed += 1
            print(f"FAIL {program}")
            for line in difflib.unified_diff(real, ours, "real", "ours", lineterm="", n=1):
                print("    " + line)
    print(f"{len(sys.argv) - 1 - failed} of {len(sys.argv) - 1} as with the real modules")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
