"""Programs of Debian, unpacked beside the system: no package is installed, and so no daemon is started."""
import os
import shutil
import subprocess

PROMETHEUS, BLACKBOX = "prometheus", "prometheus-blackbox-exporter"


class Missing(Exception):
    """A program that is not here and cannot be fetched; the message is a sentence."""


def program(name, variable, folder):
    """The path of the program of that name: what the variable names, what is installed, or what its package holds."""
    given = os.environ.get(variable)
    if given:
        return os.path.abspath(given)
    return shutil.which(name) or _unpacked(name, os.environ.get("DEBIAN_PROGRAMS", folder))


def _unpacked(name, folder):
    path = os.path.join(folder, "usr", "bin", name)
    if os.access(path, os.X_OK):
        return path
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise Missing(f"{name} is not here, and there is no apt to fetch it with")
    os.makedirs(folder, exist_ok=True)
    if not _download(name, folder) and not (_update() and _download(name, folder)):
        raise Missing(f"{name} is not here, and apt could not fetch it")
    archive = next(file for file in sorted(os.listdir(folder)) if file.startswith(f"{name}_") and file.endswith(".deb"))
    contents = subprocess.run(["dpkg-deb", "--fsys-tarfile", archive], cwd=folder, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", f"./usr/bin/{name}"], cwd=folder, check=True, input=contents)
    os.remove(os.path.join(folder, archive))
    return path


def _download(name, folder):
    return _apt("-o", "APT::Sandbox::User=root", "download", name, folder=folder)


def _update():
    return os.geteuid() == 0 and _apt("-o", "DPkg::Lock::Timeout=60", "update")


def _apt(*words, folder=None):
    return subprocess.run(["apt-get", "-qq", *words], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180, check=False).returncode == 0
