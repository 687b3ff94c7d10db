using System.Text;

namespace WebPublisher.EndToEnd.Tests.Mail;

/// <summary>A message as it lies in a mailbox: what servers put before it, and the rest.</summary>
internal sealed class DeliveredMessage
{
    private static readonly string[] s_traceFields = ["Return-Path:", "Delivered-To:", "Received:"];

    private DeliveredMessage(IReadOnlyList<string> trace, byte[] rest)
    {
        Trace = trace;
        Rest = rest;
    }

    /// <summary>The trace fields at the top, folding and all, without their last line end.</summary>
    public IReadOnlyList<string> Trace { get; }

    /// <summary>Everything below.</summary>
    public byte[] Rest { get; }

    /// <summary>Takes the uppermost <paramref name="fields"/> fields off; each must be one of trace.</summary>
    public static DeliveredMessage Split(byte[] source, int fields)
    {
        var trace = new List<string>();
        var at = 0;
        for (var i = 0; i < fields; i++)
        {
            var end = at;
            do
            {
                end += source.AsSpan(end).IndexOf("\r\n"u8) + 2;
            }
            while (source[end] is (byte)' ' or (byte)'\t');
            var field = Encoding.Latin1.GetString(source, at, end - at - 2);
            Assert.Contains(s_traceFields, name => field.StartsWith(name, StringComparison.Ordinal));
            trace.Add(field);
            at = end;
        }

        return new DeliveredMessage(trace, source[at..]);
    }
}
