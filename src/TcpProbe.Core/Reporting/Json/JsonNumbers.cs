using System.Text.Json;

namespace TcpProbe.Core.Reporting.Json;

/// <summary>Numbers of the JSON report: seconds as plain decimals without exponent, <c>null</c> where nothing was measured.</summary>
internal static class JsonNumbers
{
    extension(Utf8JsonWriter json)
    {
        /// <summary>Writes a time in seconds.</summary>
        public void WriteSeconds(string name, TimeSpan? time)
        {
            if (time is { } span) json.WriteNumber(name, (decimal)span.Ticks / TimeSpan.TicksPerSecond);
            else json.WriteNull(name);
        }

        /// <summary>Writes a count.</summary>
        public void WriteCount(string name, long? count)
        {
            if (count is { } number) json.WriteNumber(name, number);
            else json.WriteNull(name);
        }
    }
}
