"""The native program, made from this tree."""
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# What .NET calls them, by the name of the machine.
RUNTIMES = {"x86_64": "linux-x64", "aarch64": "linux-arm64"}


def build(name, *properties, project="TcpProbe", executable="tcpprobe"):
    """The program in artifacts/NAME, published with these properties besides the project's own."""
    machine = os.uname().machine
    if machine not in RUNTIMES:
        sys.exit(f"bench: no native program is built on {machine}, only on {' and '.join(RUNTIMES)}")
    folder = os.path.join(ROOT, "artifacts", name)
    subprocess.run(
        ["dotnet", "publish", os.path.join(ROOT, "src", project), "-c", "Release", "-r", RUNTIMES[machine], "-p:PublishAot=true", *properties, "-o", folder, "-v", "quiet"],
        check=True, stdout=sys.stderr)
    return os.path.join(folder, executable)
