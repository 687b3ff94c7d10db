using System.Net;
using System.Net.Sockets;
using WebPublisher.Transport.Sockets;
using WebPublisher.Transport.Tests.Testing;

namespace WebPublisher.Transport.Tests.Sockets;

public sealed class EndPointSetTests
{
    private const string Any = "127.0.0.1:0";

    [Fact]
    public async Task Connections_get_what_their_end_point_serves()
    {
        await using var rig = new EchoRig();
        await rig.ApplyAsync(new EchoService("one", Any), new EchoService("two", Any));

        foreach (var name in new[] { "one", "two" })
        {
            var (socket, said) = await EchoRig.ConnectAsync(rig.Address(name));
            using (socket)
            {
                Assert.Equal(name, said);
                Assert.Equal("hello", await EchoRig.EchoAsync(socket, "hello"));
            }
        }
    }

    [Fact]
    public async Task Two_services_of_one_name_keep_an_address_each()
    {
        await using var rig = new EchoRig();
        await rig.ApplyAsync(new EchoService("both", Any), new EchoService("both", Any));
        var before = rig.Set.Bound.Select(b => b.Address).ToList();

        await rig.ApplyAsync(new EchoService("both", Any), new EchoService("both", Any));

        Assert.Equal(2, before.Distinct().Count());
        Assert.Equal(before, rig.Set.Bound.Select(b => b.Address));
    }

    [Fact]
    public async Task A_connection_outlives_a_change_that_continues_it_and_no_other()
    {
        await using var rig = new EchoRig();
        await rig.ApplyAsync(new EchoService("kept", Any), new EchoService("changed", Any));
        var (kept, _) = await EchoRig.ConnectAsync(rig.Address("kept"));
        var (changed, _) = await EchoRig.ConnectAsync(rig.Address("changed"));
        using (kept)
        using (changed)
        {
            await rig.ApplyAsync(new EchoService("kept", Any), new EchoService("changed", Any, generation: 1), new EchoService("new", Any));

            Assert.Equal("", await EchoRig.ReceiveAsync(changed));
            Assert.Equal("still", await EchoRig.EchoAsync(kept, "still"));
        }
    }

    [Fact]
    public async Task Connections_of_an_end_point_that_left_are_asked_to_end_and_cut_when_they_do_not()
    {
        await using var rig = new EchoRig(TimeSpan.FromMilliseconds(50)) { IsObedient = false };
        await rig.ApplyAsync(new EchoService("old", Any));
        var address = rig.Address("old");
        var (socket, _) = await EchoRig.ConnectAsync(address);
        using (socket)
        {
            await rig.ApplyAsync();

            // Cut: an end or a reset, whichever the kernel makes of it.
            var end = await Record.ExceptionAsync(async () => Assert.Equal("", await EchoRig.ReceiveAsync(socket)));
            Assert.True(end is null or SocketException, $"{end}");
            await Assert.ThrowsAsync<SocketException>(() => EchoRig.ConnectAsync(address));
        }
    }

    [Fact]
    public async Task What_cannot_be_bound_is_named_with_its_place_in_the_policy_and_changes_nothing()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var rig = new EchoRig();
        await rig.ApplyAsync(new EchoService("kept", Any));
        var (socket, _) = await EchoRig.ConnectAsync(rig.Address("kept"));
        using (socket)
        {
            var error = await Assert.ThrowsAsync<EndPointBindException>(() => rig.ApplyAsync(new EchoService("fine", Any), new EchoService("broken", taken.LocalEndpoint.ToString()!)));

            Assert.Equal($"echo.yaml:3:5: echo connector 'broken' cannot listen on {taken.LocalEndpoint}: something else listens there already.", error.Message);
            Assert.Equal(["kept"], rig.Set.Bound.Select(b => b.Service.Name));
            Assert.Equal("still", await EchoRig.EchoAsync(socket, "still"));
        }
    }
}
