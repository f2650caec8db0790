"""The native program, made from this tree."""
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def build(name, *properties):
    """The program in artifacts/NAME, published with these properties besides the project's own."""
    runtime = {"x86_64": "linux-x64", "aarch64": "linux-arm64"}[os.uname().machine]
    folder = os.path.join(ROOT, "artifacts", name)
    subprocess.run(
        ["dotnet", "publish", os.path.join(ROOT, "src", "TcpProbe"), "-c", "Release", "-r", runtime, "-p:PublishAot=true", *properties, "-o", folder, "-v", "quiet"],
        check=True, stdout=sys.stderr)
    return os.path.join(folder, "tcpprobe")
