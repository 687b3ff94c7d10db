using System.Buffers;
using WebPublisher.Mail.Content;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Send;

/// <summary>Runs alone, because memory is measured for the whole process.</summary>
[Collection(nameof(RelayMemoryTests))]
[CollectionDefinition(nameof(RelayMemoryTests), DisableParallelization = true)]
public sealed class RelayMemoryTests
{
    private const int Megabyte = 1 << 20;

    [Fact]
    public async Task Memory_stays_flat_while_thirty_megabytes_go_through()
    {
        var held = new List<long>();
        await using var server = InnerServer.With(async (session, line) =>
        {
            if (line != "DATA")
            {
                return false;
            }

            await session.ReplyAsync("354 go on");
            for (var i = 0; i < 3; i++)
            {
                await session.SkipAsync(9 * Megabyte);
                held.Add(GC.GetTotalMemory(forceFullCollection: true));
            }

            while (await session.ReadLineAsync() is not "." and not null)
            {
            }

            await session.ReplyAsync("250 2.0.0 taken");
            return true;
        });
        await using var rig = new RelayRig();
        var block = new byte[16 * 1024];
        Array.Fill(block, (byte)'x');
        "\r\n"u8.CopyTo(block.AsSpan(^2..));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (transaction, _) = await rig.Relay.BeginAsync(RelayRig.Connector(server), RelayRig.Mail(), RelayRig.Rcpt(), CancellationToken.None);
        await using var spool = rig.Area.Open();
        while (spool.Length < 30 * Megabyte)
        {
            await spool.AppendAsync(new ReadOnlySequence<byte>(block), CancellationToken.None);
        }

        Assert.True((await transaction!.SendAsync(default, spool, new ContentFacts(), CancellationToken.None)).IsSuccess);
        await transaction.DisposeAsync();
        Assert.Equal(3, held.Count);
        Assert.All(held, bytes => Assert.InRange(bytes - before, long.MinValue, 2 * Megabyte));
    }
}
