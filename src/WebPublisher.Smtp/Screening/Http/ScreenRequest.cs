using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Screening.Http;

/// <summary>A request to judge a message.</summary>
/// <param name="screening">Judges.</param>
internal sealed class ScreenRequest(MessageScreening screening)
{
    private const int ReadAtOnce = 16 * 1024;

    /// <summary>
    /// What the request says of the message: <c>from</c>, <c>rcpt</c> (any number), <c>ip</c>, <c>helo</c>, <c>user</c> in the query, or in fields <c>X-Screen-From</c> and so on.
    /// Null when something of it cannot be read.
    /// </summary>
    public static ScreenedEnvelope? Envelope(HttpRequest request)
    {
        var from = Path(Values(request, "from").FirstOrDefault() ?? "");
        if (!ReversePath.TryRead(from, smtpUtf8: true, out var sender, out var length, out _) || length != from.Length)
        {
            return null;
        }

        var recipients = ImmutableArray.CreateBuilder<ForwardPath>();
        foreach (var path in Values(request, "rcpt").Select(Path))
        {
            if (!ForwardPath.TryRead(path, smtpUtf8: true, out var recipient, out length, out _) || length != path.Length)
            {
                return null;
            }

            recipients.Add(recipient);
        }

        var client = ScreenedEnvelope.Nobody;
        if (Values(request, "ip").FirstOrDefault() is { Length: > 0 } ip)
        {
            if (!IPAddress.TryParse(ip, out var address))
            {
                return null;
            }

            client = new IPEndPoint(address, 0);
        }

        var hello = Values(request, "helo").FirstOrDefault() is { } name && ClientName.TryParse(Encoding.UTF8.GetBytes(name), out var parsed) ? parsed : null;
        return new ScreenedEnvelope(client, hello, Values(request, "user").FirstOrDefault(user => user.Length > 0), sender, recipients.ToImmutable());
    }

    /// <summary>Reads the message and has it judged. Lines that end in LF alone, as in files, are made to end in CRLF.</summary>
    public async ValueTask<ScreenedMessage> JudgeAsync(Stream body, ScreenedEnvelope envelope, CancellationToken cancellation)
    {
        var content = screening.Services.Spool.Open();
        try
        {
            await ReadAsync(body, content, cancellation);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }

        return await screening.JudgeAsync(envelope, content, cancellation);
    }

    private async ValueTask ReadAsync(Stream body, ContentSpool content, CancellationToken cancellation)
    {
        var firewall = new HeaderFirewall(screening.Listener.HeaderFirewall ? ReservedFields.OfOrganization : null);
        var piece = new byte[ReadAtOnce];
        var lines = new ArrayBufferWriter<byte>(2 * ReadAtOnce);
        var last = (byte)0;
        int count;
        while ((count = await body.ReadAsync(piece, cancellation)) > 0)
        {
            lines.ResetWrittenCount();
            last = EndLines(piece.AsSpan(0, count), last, lines);
            var rest = lines.WrittenMemory;
            while (firewall.Next(ref rest, out var kept))
            {
                await content.AppendAsync(new ReadOnlySequence<byte>(kept), cancellation);
            }
        }

        await content.AppendAsync(new ReadOnlySequence<byte>(firewall.Complete()), cancellation);
    }

    private static byte EndLines(ReadOnlySpan<byte> piece, byte last, ArrayBufferWriter<byte> lines)
    {
        foreach (var octet in piece)
        {
            if (octet == (byte)'\n' && last != (byte)'\r')
            {
                lines.Write("\r"u8);
            }

            lines.GetSpan(1)[0] = octet;
            lines.Advance(1);
            last = octet;
        }

        return last;
    }

    /// <summary>Fields of one name may have been joined with commas on the way (RFC 9110 section 5.3); an address with a comma goes by the query.</summary>
    private static IEnumerable<string> Values(HttpRequest request, string name) => request.Query.TryGetValue(name, out var inQuery)
        ? inQuery.OfType<string>()
        : request.Headers[$"X-Screen-{name}"].OfType<string>().SelectMany(field => field.Split(',', StringSplitOptions.TrimEntries));

    private static byte[] Path(string address) => Encoding.UTF8.GetBytes(address.StartsWith('<') ? address : $"<{address}>");
}
