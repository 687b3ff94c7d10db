using System.Security.Cryptography;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Tests.Spool;

public sealed class ScratchStreamTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData(20_000, false)]
    [InlineData(50_000, true)]
    public void What_was_written_is_read_from_memory_or_a_file(int length, bool isOnDisk)
    {
        var area = Area(total: 1_000_000);
        var octets = RandomNumberGenerator.GetBytes(length);
        using (var scratch = new ScratchStream(area))
        {
            foreach (var piece in octets.Chunk(7000))
            {
                scratch.Write(piece);
            }

            Assert.Equal((isOnDisk, length), (scratch.IsOnDisk, scratch.Length));
            Assert.Equal(isOnDisk, area.MemoryInUse == 0);
            scratch.Position = 1000;
            var read = new byte[length - 1000];
            scratch.ReadExactly(read);
            Assert.Equal(octets[1000..], read);
            Assert.Empty(Directory.GetFiles(area.Options.Directory));
        }

        Assert.Equal(0, area.MemoryInUse);
    }

    [Fact]
    public void Where_others_hold_all_memory_a_file_is_taken()
    {
        using var scratch = new ScratchStream(Area(total: 0));
        scratch.Write("few"u8);

        Assert.True(scratch.IsOnDisk);
    }

    [Fact]
    public void What_is_written_over_stays_in_its_place_when_memory_ends()
    {
        using var scratch = new ScratchStream(Area(total: 1_000_000));
        scratch.Write(new byte[30_000]);
        scratch.Position = 10;
        scratch.Write(Enumerable.Repeat((byte)1, 40_000).ToArray());

        Assert.Equal((true, 40_010L), (scratch.IsOnDisk, scratch.Length));
        scratch.Position = 9;
        Assert.Equal((0, 1), (scratch.ReadByte(), scratch.ReadByte()));
    }

    [Fact]
    public void Without_room_it_is_told()
    {
        var area = Area(total: 0);
        using var scratch = new ScratchStream(area);
        Directory.Delete(area.Options.Directory);

        Assert.Throws<SpoolException>(() => scratch.Write("few"u8));
    }

    public void Dispose() => _directory.Dispose();

    private SpoolArea Area(long total) => new(new SpoolOptions { Directory = _directory["spool"], MemoryPerMessage = 40_000, TotalMemory = total });
}
