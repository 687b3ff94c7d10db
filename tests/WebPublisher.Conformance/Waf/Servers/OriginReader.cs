using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>Reads requests from a connection whose other end is a server that frames them well.</summary>
internal sealed class OriginReader(Socket socket)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly MemoryStream _kept = new();

    /// <summary>Reads a head.</summary>
    /// <returns>It, a character for each octet and without the empty line; null when the connection has ended, or the head is longer than allowed.</returns>
    public async Task<string?> ReadHeadAsync(int maximum, CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = _kept.GetBuffer().AsSpan(0, (int)_kept.Length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                return Encoding.Latin1.GetString(Take(end + 4).AsSpan(0, end));
            }

            if (_kept.Length > maximum || !await FillAsync(cancellationToken))
            {
                return null;
            }
        }
    }

    /// <summary>Reads the body that a head announces.</summary>
    /// <exception cref="IOException">The connection has ended within it.</exception>
    /// <exception cref="FormatException">A chunk has no length.</exception>
    public async Task<byte[]> ReadBodyAsync(string head, CancellationToken cancellationToken)
    {
        var fields = head.Split("\r\n").Skip(1).Select(line => line.Split(':', 2)).Where(field => field.Length == 2).ToLookup(field => field[0].Trim().ToLowerInvariant(), field => field[1].Trim());
        if (fields["transfer-encoding"].LastOrDefault()?.EndsWith("chunked", StringComparison.OrdinalIgnoreCase) == true)
        {
            return await ReadChunksAsync(cancellationToken);
        }

        return int.TryParse(fields["content-length"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? await ReadAsync(length, cancellationToken) : [];
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        while (true)
        {
            var length = int.Parse((await ReadLineAsync(cancellationToken)).Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                while ((await ReadLineAsync(cancellationToken)).Length > 0)
                {
                    // Trailers are read and not used.
                }

                return body.ToArray();
            }

            body.Write(await ReadAsync(length, cancellationToken));
            await ReadLineAsync(cancellationToken);
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = _kept.GetBuffer().AsSpan(0, (int)_kept.Length).IndexOf("\r\n"u8);
            if (end >= 0)
            {
                return Encoding.Latin1.GetString(Take(end + 2).AsSpan(0, end));
            }

            if (!await FillAsync(cancellationToken))
            {
                throw new IOException("The request ended within a chunk.");
            }
        }
    }

    private async Task<byte[]> ReadAsync(int length, CancellationToken cancellationToken)
    {
        while (_kept.Length < length)
        {
            if (!await FillAsync(cancellationToken))
            {
                throw new IOException("The request ended within its body.");
            }
        }

        return Take(length);
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        var read = await socket.ReceiveAsync(_buffer, cancellationToken);
        _kept.Write(_buffer, 0, read);
        return read > 0;
    }

    private byte[] Take(int length)
    {
        var all = _kept.ToArray();
        _kept.SetLength(0);
        _kept.Write(all, length, all.Length - length);
        return all[..length];
    }
}
