"""A go.mod for building programs of Kubernetes outside its repository.

    python3 module.py GO_MOD_OF_KUBERNETES VERSION

Inside its repository the staging modules are folders; published, they are modules whose minor and patch are Kubernetes' own.
"""
import re
import sys

source, version = sys.argv[1:]
text = open(source).read()
_, minor, patch = version.split(".")
staged = sorted(set(re.findall(r"^\s*(?:replace )?(k8s\.io/[a-z0-9./-]+) => \./staging/", text, re.MULTILINE)))
staged = staged or sorted(set(re.findall(r"^\s*(k8s\.io/[a-z0-9./-]+) v0\.0\.0$", text, re.MULTILINE)))
go = re.search(r"^go (\S+)$", text, re.MULTILINE).group(1)
debug = re.search(r"^godebug default=\S+$|^godebug \([^)]*\)$", text, re.MULTILINE)
print(f"module selvedge.test/kubernetes\n\ngo {go}\n")
if debug:
    print(debug.group(0), "\n")
print(f"require k8s.io/kubernetes v{version}\n\nreplace (")
for each in staged:
    print(f"\t{each} => {each} v0.{minor}.{patch}")
print(")")
