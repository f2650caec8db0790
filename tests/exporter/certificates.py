"""Certificates that openssl makes."""
import os
import ssl
import subprocess


class Certificate:
    """A certificate that signs itself, for localhost and the addresses of loopback; of `old` the dates have passed."""

    def __init__(self, folder, name):
        self.path, self.key = (os.path.join(folder, f"{name}.{end}") for end in ("pem", "key"))
        request, extensions = (os.path.join(folder, f"{name}.{end}") for end in ("csr", "ext"))
        with open(extensions, "w", encoding="ascii") as file:
            file.write("basicConstraints=critical,CA:TRUE\nsubjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1\n")
        _openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}", "-keyout", self.key, "-out", request)
        _openssl("x509", "-req", "-in", request, "-signkey", self.key, "-extfile", extensions, "-days", "-1" if name == "old" else "30", "-out", self.path)

    def context(self, least=None, most=None):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.path, self.key)
        if least:
            context.minimum_version = least
        if most:
            context.maximum_version = most
        return context


def _openssl(*words):
    subprocess.run(["openssl", *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
