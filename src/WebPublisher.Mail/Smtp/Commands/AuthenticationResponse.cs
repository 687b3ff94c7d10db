using System.Buffers;
using System.Buffers.Text;

namespace WebPublisher.Mail.Smtp.Commands;

/// <summary>What a client says in an authentication exchange: octets of its SASL mechanism, in base64 on the wire (RFC 4954 section 4). Never shown.</summary>
public sealed class AuthenticationResponse
{
    private readonly byte[]? _octets;

    private AuthenticationResponse(byte[]? octets)
    {
        _octets = octets;
    }

    /// <summary>The client gave up: <c>*</c>.</summary>
    public static AuthenticationResponse Cancelled { get; } = new(octets: null);

    /// <summary>Whether the client gave up.</summary>
    public bool IsCancelled => _octets is null;

    /// <summary>The octets of the mechanism; empty if it gave up. They are a credential.</summary>
    public ReadOnlyMemory<byte> Octets => _octets;

    /// <summary>A response of this server as a client.</summary>
    public static AuthenticationResponse From(ReadOnlySpan<byte> octets) => new(octets.ToArray());

    /// <summary>Reads a line of the exchange. An empty line is an empty response.</summary>
    /// <param name="line">The line without its CRLF.</param>
    /// <param name="reason">Why it is refused; the exchange then ends with 501.</param>
    /// <returns>The response, or null.</returns>
    public static AuthenticationResponse? Read(ReadOnlySpan<byte> line, out SmtpSyntaxReason reason)
    {
        reason = SmtpSyntaxReason.None;
        if (line.SequenceEqual("*"u8))
        {
            return Cancelled;
        }

        // The framework's decoder skips white space, which the grammar does not have.
        var octets = new byte[Base64.GetMaxDecodedFromUtf8Length(line.Length)];
        if (line.ContainsAny(" \t\r\n"u8) || Base64.DecodeFromUtf8(line, octets, out _, out var count) != OperationStatus.Done)
        {
            reason = SmtpSyntaxReason.BadBase64;
            return null;
        }

        return new AuthenticationResponse(count == octets.Length ? octets : octets[..count]);
    }

    /// <summary>Writes the line, CRLF included.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        WriteEncodedTo(output);
        output.Write("\r\n"u8);
    }

    /// <summary>Says that something is hidden.</summary>
    public override string ToString() => IsCancelled ? "*" : "(redacted)";

    internal void WriteEncodedTo(IBufferWriter<byte> output)
    {
        if (_octets is null)
        {
            output.Write("*"u8);
            return;
        }

        Base64.EncodeToUtf8(_octets, output.GetSpan(Base64.GetMaxEncodedToUtf8Length(_octets.Length) + 1), out _, out var written);
        output.Advance(written);
    }
}
