using System.Text;
using WebPublisher.Smtp.Agents;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class HeaderOctetsTests
{
    [Theory]
    [InlineData("a: b\r\nc: d\r\n\r\nbody\r\n\r\n", "a: b\r\nc: d\r\n")]
    [InlineData("a: b\r\n", "a: b\r\n")]
    [InlineData("\r\nbody\r\n\r\n", "")]
    [InlineData("", "")]
    public async Task The_header_ends_before_the_empty_line(string content, string header) => Assert.Equal(header, await ReadAsync(content, 1000));

    [Fact]
    public async Task A_long_header_is_read_whole_wherever_reads_end()
    {
        var header = string.Concat(Enumerable.Range(0, 3000).Select(i => $"field-{i}: x\r\n"));
        Assert.Equal(header, await ReadAsync($"{header}\r\nbody", header.Length));
    }

    [Fact]
    public async Task Text_without_an_end_is_not_read_beyond_what_a_header_may_have() => Assert.InRange((await ReadAsync(new string('x', 1_000_000), 10_000)).Length, 10_000, 20_000);

    private static async Task<string> ReadAsync(string content, long maximum) =>
        Encoding.ASCII.GetString((await HeaderOctets.ReadAsync(new Drip(Encoding.ASCII.GetBytes(content)), maximum, default)).Span);

    /// <summary>Gives little at a time.</summary>
    private sealed class Drip(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 7)], cancellationToken);
    }
}
