using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Policy.Directories;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Smtp.Peers;

namespace WebPublisher.Smtp.Directories;

/// <summary>A connection to a directory server, under TLS and logged on: one question at a time. After any failure it is of no more use.</summary>
internal sealed class LdapConnection : IDisposable
{
    /// <summary>The longest message taken from a server, in octets. Entries come without attributes, so that the longest is a name with a diagnostic.</summary>
    public const int LongestMessage = 64 * 1024;

    private const int Success = 0;
    private const int SizeLimitExceeded = 4;

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;
    private int _id;

    private LdapConnection(Stream stream) => _stream = stream;

    /// <summary>Connects, begins TLS, logs on.</summary>
    /// <exception cref="DirectoryException">No connection came about.</exception>
    /// <exception cref="PeerTlsException">There is no TLS, or none with this certificate.</exception>
    public static async ValueTask<LdapConnection> OpenAsync(DirectoryPolicy policy, FrontEndServer server, TimeProvider time, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(server.Host, server.Port), cancellation);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new DirectoryException(e.Message, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var connection = new LdapConnection(await PeerTls.SecureAsync(new NetworkStream(socket, ownsSocket: true), policy.Certificate, server.Host, time, cancellation));
        try
        {
            await connection.BindAsync(policy, cancellation);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Asks whether an entry satisfies the policy's filter.</summary>
    /// <param name="policy">Where is searched, and for what.</param>
    /// <param name="address">The address that fills the filter.</param>
    /// <param name="cancellation">Gives up; the connection is then of no more use.</param>
    /// <exception cref="DirectoryException">The server gave no answer.</exception>
    public async ValueTask<bool> FindsAsync(DirectoryPolicy policy, string address, CancellationToken cancellation)
    {
        var id = ++_id;
        await SendAsync(LdapRequests.Search(id, policy, Encoding.UTF8.GetBytes(address), (int)Math.Ceiling(policy.Timeout.TotalSeconds)), cancellation);
        var found = false;
        while (true)
        {
            var response = await ReceiveAsync(id, cancellation);
            switch (response)
            {
                case { Operation: LdapResponse.SearchEntry }:
                    found = true;
                    break;
                case { Operation: LdapResponse.SearchReference }:
                    break;
                case { Operation: LdapResponse.SearchDone, ResultCode: Success or SizeLimitExceeded }:
                    return found;
                case { Operation: LdapResponse.SearchDone }:
                    throw Refused("search", response);
                default:
                    throw new DirectoryException($"the server answered a search with operation {response.Operation}");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private async ValueTask BindAsync(DirectoryPolicy policy, CancellationToken cancellation)
    {
        // Who has no name need not log on (RFC 4513 section 5.1.1).
        if (policy is not { User: { } user, Password: { } password })
        {
            return;
        }

        var id = ++_id;
        await SendAsync(LdapRequests.Bind(id, user, password.Reveal()), cancellation);
        var response = await ReceiveAsync(id, cancellation);
        if (response is not { Operation: LdapResponse.BindResponse, ResultCode: Success })
        {
            throw Refused("logon", response);
        }
    }

    private static DirectoryException Refused(string what, LdapResponse response) =>
        new($"the server answered the {what} with result {response.ResultCode}{(response.Diagnostic.Length == 0 ? "" : $" ({response.Diagnostic})")}");

    private async ValueTask SendAsync(byte[] request, CancellationToken cancellation)
    {
        try
        {
            await _stream.WriteAsync(request, cancellation);
            await _stream.FlushAsync(cancellation);
        }
        catch (IOException e) when (e is not DirectoryException)
        {
            throw new DirectoryException($"the connection broke: {e.Message}", e) { IsBroken = true };
        }
    }

    private async ValueTask<LdapResponse> ReceiveAsync(int id, CancellationToken cancellation)
    {
        LdapResponse response;
        try
        {
            response = LdapResponse.Parse(await ReadMessageAsync(cancellation));
        }
        catch (AsnContentException e)
        {
            throw new DirectoryException($"the server said what is no LDAP: {e.Message}", e);
        }
        catch (IOException e) when (e is not DirectoryException)
        {
            throw new DirectoryException($"the connection broke: {e.Message}", e) { IsBroken = true };
        }

        // Number 0 is the notice that the server ends the session (section 4.4.1).
        return response.Id == id ? response
            : throw new DirectoryException($"the server spoke unasked, with result {response.ResultCode} ({response.Diagnostic})") { IsBroken = response.Id == 0 };
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadMessageAsync(CancellationToken cancellation)
    {
        var head = new byte[6];
        head[0] = await ReadByteAsync(cancellation);
        head[1] = await ReadByteAsync(cancellation);
        var (length, at) = ((int)head[1], 2);
        if (length > 0x80)
        {
            // LDAP has definite lengths alone (section 5.1); four octets of length are more than any message here may have.
            var octets = length & 0x7F;
            length = 0;
            for (; octets > 0 && at < head.Length; octets--, at++)
            {
                head[at] = await ReadByteAsync(cancellation);
                length = (length << 8) | head[at];
            }

            length = octets > 0 ? -1 : length;
        }

        if (head[0] != 0x30 || head[1] == 0x80 || length is < 0 or > LongestMessage)
        {
            throw new DirectoryException("the server said what is no LDAP, or too much at once");
        }

        var message = new byte[at + length];
        head.AsSpan(0, at).CopyTo(message);
        while (at < message.Length)
        {
            message[at++] = await ReadByteAsync(cancellation);
        }

        return message;
    }

    private async ValueTask<byte> ReadByteAsync(CancellationToken cancellation)
    {
        if (_start == _end)
        {
            _start = 0;
            _end = await _stream.ReadAsync(_buffer, cancellation);
            if (_end == 0)
            {
                throw new DirectoryException("the server closed the connection") { IsBroken = true };
            }
        }

        return _buffer[_start++];
    }
}
