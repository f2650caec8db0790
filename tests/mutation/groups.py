"""Which rooms of src/TcpProbe.Core are changed together, and before which tests."""
import collections
import glob
import os

import stand


class Group(collections.namedtuple("Group", "rooms tests slow words")):
    """Rooms that are changed together, the tests that see them, those left out, and whether texts are changed."""

    def filter(self):
        """The tests, as the runner wants them said."""
        wanted = "|".join(f"FullyQualifiedName~TcpProbe.Core.Tests.{test}" for test in self.tests)
        return "&".join([f"({wanted})", *(f"FullyQualifiedName!~{test}" for test in self.slow)])


# Tests are left out that run another program, measure for long, or make hundreds of connections. Texts are changed where they are words of a protocol or
# of a format; elsewhere they are sentences, which the tests of the command line know.
GROUPS = [
    Group(["Timing", "Targets", "Payloads", "Statistics", "Exchanges", "Exchanges/StartTls", "Probing"],
          ["Timing.", "Targets.", "Payloads.", "Statistics.", "Exchanges.", "Probing.", "Fuzzing.RoundTripTests"],
          ["StructOracleTests", "A_message_about_a_very_long_argument"], False),
    Group(["Sockets", "Tls"], ["Sockets.", "Tls."], ["A_SYN_that_is_sent_again"], False),
    Group(["Runs"], ["Runs.", "Fuzzing.RoundTripTests"], ["LongRunTests", "No_probe_that_has_ended_is_lost"], False),
    Group(["Reporting", "Reporting/Events", "Reporting/Json", "Reporting/Nagios", "Reporting/Prometheus"], ["Reporting."],
          ["The_harness_of_Perl", "Promtool", "FormatsPage"], True),
    Group(["Responding"], ["Responding."], ["Past_its_bound", "300_connections"], False),
    Group(["StandardStreams"], ["StandardStreams."], [], False),
]
ROOMS = [room for group in GROUPS for room in group.rooms]


def forgotten():
    """The folders of Core that are in no group, and the rooms that are no folder."""
    core = os.path.join(stand.ROOT, "src", "TcpProbe.Core")
    return {os.path.relpath(os.path.dirname(path), core) for path in glob.glob(os.path.join(core, "**", "*.cs"), recursive=True)} ^ set(ROOMS)
