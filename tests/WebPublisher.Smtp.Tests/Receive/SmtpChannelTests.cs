using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using WebPublisher.Mail.Smtp.Lines;
using WebPublisher.Smtp.Logs;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Receive.Tls;

namespace WebPublisher.Smtp.Tests.Receive;

public sealed class SmtpChannelTests
{
    [Theory]
    [InlineData(false, "hello of tls")]
    [InlineData(true, "")]
    public async Task A_handshake_begins_with_what_has_come_unless_that_was_dropped(bool dropped, string expected)
    {
        var toServer = new Pipe();
        var toClient = new Pipe();
        using var channel = new SmtpChannel(
            new Transport(toServer.Reader, toClient.Writer), CommandLengths.Default, TimeProvider.System, TimeSpan.FromMinutes(1), ProtocolTrace.None);
        await toServer.Writer.WriteAsync("hello of tls"u8.ToArray());
        Assert.True(channel.HasPending());
        if (dropped)
        {
            channel.Discard();
        }

        var seen = "";
        await channel.UpgradeAsync(new Transport(toServer.Reader, toClient.Writer), new IPEndPoint(IPAddress.Loopback, 1), Look, CancellationToken.None);

        Assert.Equal(expected, seen);

        Task<TlsUpgrade?> Look(IDuplexPipe transport, EndPoint client, CancellationToken disconnected)
        {
            if (transport.Input.TryRead(out var result))
            {
                seen = Encoding.ASCII.GetString(result.Buffer.ToArray());
                transport.Input.AdvanceTo(result.Buffer.End);
            }

            return Task.FromResult<TlsUpgrade?>(null);
        }
    }

    private sealed class Transport(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
