"""Names all that this Python needs to run elsewhere, one path a line: itself, its library, its packages, the shared
libraries of all of these, and the links on the way there. `tar -C / -T` makes an image of them without any registry."""

import os
import re
import subprocess
import sys
import sysconfig

SKIPPED = re.compile(r"/(__pycache__|test|tests|idlelib|ensurepip|tkinter|turtledemo|lib2to3|pip|setuptools|config-[^/]*)(/|$)|\.a$")


def files_below(folder: str, skip: str = ""):
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not SKIPPED.search(f"{at}/{name}") and f"{at}/{name}" != skip]
        yield from (path for name in names if not SKIPPED.search(path := f"{at}/{name}"))


def is_elf(path: str) -> bool:
    if os.path.islink(path):
        return False
    with open(path, "rb") as file:
        return file.read(4) == b"\x7fELF"


def shared(programs: list[str]) -> set[str]:
    """What the loader takes besides them. A library of a package finds its neighbours by itself; they are there anyway."""
    told = subprocess.run(["ldd", *programs], capture_output=True, text=True).stdout
    return {os.path.normpath(path) for path in re.findall(r"(/\S+) \(0x", told) if os.path.exists(path)}


def with_links(path: str):
    """The path, and where each link on it leads."""
    while True:
        at = "/"
        for part in path.strip("/").split("/"):
            at = os.path.join(at, part)
            if os.path.islink(at):
                yield at
                break
        else:
            yield path
            return
        path = os.path.normpath(os.path.join(os.path.dirname(at), os.readlink(at)) + path[len(at):])


def main() -> None:
    paths = sysconfig.get_paths()
    base = sysconfig.get_paths(vars={"base": sys.base_prefix, "platbase": sys.base_prefix})
    found = [sys.executable, f"{sys.prefix}/pyvenv.cfg", *sys.argv[1:]]
    for folder in {paths["stdlib"], paths["platstdlib"], base["stdlib"], base["platstdlib"]}:
        found += files_below(os.path.realpath(folder), skip=os.path.realpath(folder) + "/site-packages")
    for folder in {paths["purelib"], paths["platlib"]}:
        found += files_below(os.path.realpath(folder))
    programs = [real for path in found if is_elf(real := os.path.realpath(path))]
    found += shared(programs)
    print("\n".join(sorted({link.lstrip("/") for path in found for link in with_links(path)})))


main()
