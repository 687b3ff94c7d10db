using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Policy.Tests.Operations.Logs;

public sealed class BackwardLinesTests
{
    [Fact]
    public void Every_whole_line_is_read_from_the_last_to_the_first()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), octets =>
        {
            var text = Encoding.Latin1.GetString(octets).Replace('a', '\n');
            var whole = text[..(text.LastIndexOf('\n') + 1)];
            string[] expected = whole.Length == 0 ? [] : [.. whole[..^1].Split('\n').Reverse()];

            Assert.Equal(expected, Read(text, out var end));
            Assert.Equal(whole.Length, end);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Lines_over_many_windows_are_whole()
    {
        var lines = Enumerable.Range(0, 300).Select(number => $"{number} {new string('x', number * 37 % 5000)}").ToList();

        Assert.Equal(lines.AsEnumerable().Reverse(), Read(string.Join('\n', lines) + "\n", out _));
    }

    [Theory]
    [InlineData(BackwardLines.MaximumLine + 1)]
    [InlineData(BackwardLines.MaximumLine * 2)]
    [InlineData(BackwardLines.MaximumLine * 7)]
    public void A_line_that_no_log_writes_is_passed_over(int length)
    {
        Assert.Equal(["after", "before"], Read($"before\n{new string('x', length)}\nafter\n", out _));
        Assert.Equal(["before"], Read($"before\n{new string('x', length)}\n", out _));
        Assert.Equal(["after"], Read($"{new string('x', length)}\nafter\n", out _));
    }

    [Theory]
    [InlineData("one\ntwo\nto", 8)]
    [InlineData("torn", 0)]
    [InlineData("", 0)]
    public void What_a_crash_has_torn_is_left_out(string text, long end)
    {
        var lines = Read(text, out var ended);

        Assert.DoesNotContain(lines, line => line.StartsWith("to", StringComparison.Ordinal));
        Assert.Equal(end, ended);
    }

    private static List<string> Read(string text, out long end)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(text));
        var lines = new BackwardLines(stream);
        var read = new List<string>();
        while (lines.TryRead(out var line))
        {
            read.Add(Encoding.Latin1.GetString(line.Span));
        }

        end = lines.End;
        return read;
    }
}
