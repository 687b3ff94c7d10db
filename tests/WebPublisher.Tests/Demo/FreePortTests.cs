using System.Net;
using System.Net.Sockets;
using WebPublisher.Commands;
using WebPublisher.Demo;

namespace WebPublisher.Tests.Demo;

public sealed class FreePortTests
{
    [Fact]
    public void A_port_in_use_is_refused_with_the_option_that_chooses_another()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var failure = Assert.Throws<CommandFailure>(() => FreePort.Take(port, "--https-port"));

        Assert.Equal($"port {port} is in use by another program (perhaps another demo). Choose one with --https-port PORT; 0 takes any free one.", failure.Message);
    }

    [Fact]
    public void Zero_takes_a_free_one()
    {
        Assert.InRange(FreePort.Take(0, "--https-port"), 1024, 65535);
    }
}
