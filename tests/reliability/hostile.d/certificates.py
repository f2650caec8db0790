"""Certificates whose names are any bytes, written out in DER, and a server that presents one."""
import base64
import os
import ssl
import subprocess

from peers import Server

# No OpenSSL takes a UTF8String that is none, on either side.
UTF8, T61 = 0x0C, 0x14


def is_utf8(words):
    try:
        return bool(words.decode())
    except UnicodeDecodeError:
        return False


def der(tag, *parts):
    body = b"".join(parts)
    size = len(body)
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag]) + (bytes([size]) if size < 128 else bytes([0x80 | len(digits)]) + digits) + body


def sequence(*parts):
    return der(0x30, *parts)


def oid(*octets):
    return der(0x06, bytes(octets))


def name(tag, words):
    """A name of a common name, an organisation and a locality of these bytes, as the given kind of string."""
    return sequence(*(der(0x31, sequence(oid(0x55, 0x04, kind), der(tag, words))) for kind in (0x03, 0x0A, 0x07)))


class TlsServer(Server):
    """A server with a certificate whose subject, issuer and alternative names are these bytes."""

    def __init__(self, folder, words):
        self.path, key = os.path.join(folder, "hostile.pem"), os.path.join(folder, "hostile.key")
        if not os.path.exists(key):
            subprocess.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key], check=True, capture_output=True)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.present(key, self.signed(key, words, issuer=UTF8 if is_utf8(words) else T61))
        super().__init__()

    def present(self, key, certificate):
        with open(self.path, "w", encoding="ascii") as file:
            file.write(pem(certificate))
        self.context.load_cert_chain(self.path, key)

    @staticmethod
    def signed(key, words, issuer):
        run = ["openssl", "pkey", "-in", key, "-pubout", "-outform", "DER"]
        public = subprocess.run(run, check=True, capture_output=True).stdout
        algorithm = sequence(oid(0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02))
        times = sequence(der(0x17, b"200101000000Z"), der(0x17, b"491231235959Z"))
        names = sequence(der(0x82, b"localhost"), der(0x82, words), der(0x82, b"x." + words), der(0x86, words))
        extension = sequence(oid(0x55, 0x1D, 0x11), der(0x04, names))
        # The alternative names are IA5 whatever is in them, and T61 takes every byte.
        body = sequence(der(0xA0, der(0x02, b"\x02")), der(0x02, b"\x01"), algorithm, name(issuer, words), times, name(T61, words), public, der(0xA3, sequence(extension)))
        signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", key], input=body, check=True, capture_output=True).stdout
        return sequence(body, algorithm, der(0x03, b"\0", signature))

    def serve(self, connection):
        try:
            with self.context.wrap_socket(connection, server_side=True) as tls:
                while tls.recv(4096):
                    pass
        except OSError:
            pass  # It did not like the certificate.


def pem(certificate):
    text = base64.b64encode(certificate).decode()
    return "-----BEGIN CERTIFICATE-----\n" + "\n".join(text[at:at + 64] for at in range(0, len(text), 64)) + "\n-----END CERTIFICATE-----\n"
