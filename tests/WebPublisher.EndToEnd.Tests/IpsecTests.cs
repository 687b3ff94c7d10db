using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Network;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>
/// What the product renders, in force on two machines with strongSwan: between them nothing but ESP carries the protected port, and where there is no ESP nothing
/// passes. Where traffic has to pass, strongSwan encrypts itself (<c>processing: userspace</c>), so that kernels without ESP, as of many test machines, do as well.
/// </summary>
public sealed class IpsecTests
{
    private const string Letter = "a letter to be read by nobody else\n";

    [FactNeeding(Need.Ipsec)]
    public async Task Rules_for_the_kernel_let_nothing_pass_in_clear()
    {
        await using var machines = await IpsecMachines.StartAsync("kernel");

        await NothingPassesAsync(machines);
    }

    [FactNeeding(Need.Ipsec)]
    public async Task Only_ESP_carries_the_port_and_without_it_nothing_passes()
    {
        await using var machines = await IpsecMachines.StartAsync("userspace");
        await NothingPassesAsync(machines);

        // With strongSwan on both ends it works, and a listener on the wire sees ESP alone.
        await machines.StartSwanAsync(IpsecMachines.Back);
        await machines.StartSwanAsync(IpsecMachines.Front);
        await machines.StandAsync();
        var seen = await machines.ListenAsync(async () =>
        {
            Assert.Equal(Letter, await machines.AskAsync(IpsecMachines.Front, "10.99.0.2"));
            await machines.AskInVainAsync(IpsecMachines.Back, "10.99.0.1");
            await machines.AskInVainAsync(IpsecMachines.Stranger, "10.99.1.2");
        });
        Assert.True(seen.Count(line => line.Contains("UDP-encap: ESP(", StringComparison.Ordinal)) >= 8, string.Join('\n', seen));
        Assert.All(seen, line => Assert.True(IsExpected(line), line));
        Assert.DoesNotContain("a letter", await File.ReadAllTextAsync(machines.PathOf("capture"), System.Text.Encoding.Latin1), StringComparison.Ordinal);

        foreach (var end in new[] { IpsecMachines.Front, IpsecMachines.Back })
        {
            Assert.Matches("owafe01 .* yes +ESTABLISHED +INSTALLED +AES_GCM_16-256", (await machines.IpsecAsync(end, "status")).Successful().Output);
            Assert.DoesNotContain("WRONG", (await machines.IpsecAsync(end, "check", "--in", machines.FilesOf(end))).Successful().Output, StringComparison.Ordinal);
        }

        // Without it again, nothing falls back.
        await machines.StopSwanAsync(IpsecMachines.Front);
        await machines.AskInVainAsync(IpsecMachines.Front, "10.99.0.2");
        Assert.Equal(1, (await machines.IpsecAsync(IpsecMachines.Front, "status")).ExitCode);
    }

    /// <summary>Rules stand before strongSwan does, and on their own.</summary>
    private static async Task NothingPassesAsync(IpsecMachines machines)
    {
        await machines.AskInVainAsync(IpsecMachines.Front, "10.99.0.2");
        Assert.NotEqual(0, await machines.CountAsync(IpsecMachines.Front, "owafe01: request in clear"));
        Assert.Equal(0, await machines.CountAsync(IpsecMachines.Back, "in clear, or from no front end"));
        Assert.Equal(1, (await machines.IpsecAsync(IpsecMachines.Front, "status")).ExitCode);

        // The back end opens no connection to the front end, and from a protected port to none of its ports.
        await machines.AskInVainAsync(IpsecMachines.Back, "10.99.0.1");
        Assert.NotEqual(0, await machines.CountAsync(IpsecMachines.Front, "owafe01: connection from the back end"));

        // A front end without rules, and a stranger, get nothing from the back end.
        (await machines.OnAsync(IpsecMachines.Front, "nft", "delete", "table", "inet", "webpublisher_ipsec")).Successful();
        await machines.AskInVainAsync(IpsecMachines.Front, "10.99.0.2");
        var dropped = await machines.CountAsync(IpsecMachines.Back, "in clear, or from no front end");
        Assert.NotEqual(0, dropped);
        await machines.AskInVainAsync(IpsecMachines.Stranger, "10.99.1.2");
        await machines.AskInVainAsync(IpsecMachines.Stranger, "10.99.0.2");
        Assert.True(await machines.CountAsync(IpsecMachines.Back, "in clear, or from no front end") > dropped);
        Assert.Contains("WRONG  rules: ", (await machines.IpsecAsync(IpsecMachines.Front, "check", "--in", machines.FilesOf(IpsecMachines.Front))).Output, StringComparison.Ordinal);

        // Without any rules the letter would have come: it was they that dropped.
        (await machines.OnAsync(IpsecMachines.Back, "nft", "delete", "table", "inet", "webpublisher_ipsec")).Successful();
        Assert.Equal(Letter, await machines.AskAsync(IpsecMachines.Front, "10.99.0.2"));
        Assert.Equal(Letter, await machines.AskAsync(IpsecMachines.Stranger, "10.99.1.2"));
        Assert.Equal(Letter, await machines.AskAsync(IpsecMachines.Back, "10.99.0.1"));
        foreach (var end in new[] { IpsecMachines.Front, IpsecMachines.Back })
        {
            (await machines.OnAsync(end, "nft", "-f", Path.Combine(machines.FilesOf(end), "nftables.d/webpublisher-ipsec.nft"))).Successful();
        }
    }

    // IKE keeps the connection, machines look for neighbours and say what they listen to; nothing else.
    private static bool IsExpected(string line) =>
        line.Contains("UDP-encap: ESP(", StringComparison.Ordinal) || line.Contains("isakmp", StringComparison.Ordinal) || line.Contains(" ARP", StringComparison.Ordinal)
        || line.Contains("ICMP6", StringComparison.Ordinal) || line.Contains(" igmp ", StringComparison.Ordinal);
}
