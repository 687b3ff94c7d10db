using System.Buffers;
using Microsoft.Extensions.Logging.Abstractions;

namespace WebPublisher.Telemetry;

/// <summary>How an event becomes a line of the server's log.</summary>
internal interface ILineFormatter
{
    /// <summary>Writes the event as UTF-8, its line feed included.</summary>
    void Write<TState>(in LogEntry<TState> entry, IBufferWriter<byte> line);
}
