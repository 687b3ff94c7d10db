using System.Text;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Policy.Tests.Operations.Logs;

public sealed class RotatingLogTailTests : IDisposable
{
    private static readonly RotatingLogNames s_names = new("LOG", '-', Digits: 1, FirstNumber: 1, ".LOG");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Only_what_is_new_is_read_and_only_when_the_line_is_whole()
    {
        Append("LOG20261121-1.LOG", "one\n");
        var tail = Tail(null);

        Assert.Equal(["one"], New(tail));
        Append("LOG20261121-1.LOG", "two\nthr");
        Assert.Equal(["two"], New(tail));
        Append("LOG20261121-1.LOG", "ee\n");
        Assert.Equal(["three"], New(tail));
        Assert.Empty(New(tail));
    }

    [Fact]
    public void A_log_is_followed_from_file_to_file()
    {
        Append("LOG20261121-1.LOG", "one\n");
        var tail = Tail(null);
        Assert.Equal(["one"], New(tail));

        Append("LOG20261121-1.LOG", "two\n");
        Append("LOG20261121-2.LOG", "three\n");
        Append("LOG20261122-1.LOG", "four\n");
        Assert.Equal(["two", "three", "four"], New(tail));

        File.Delete(_directory["LOG20261121-1.LOG"]);
        File.Delete(_directory["LOG20261122-1.LOG"]);
        Append("LOG20261123-1.LOG", "five\n");
        Assert.Equal(["five"], New(tail));
    }

    [Fact]
    public void It_begins_where_it_is_told()
    {
        Append("LOG20261121-1.LOG", "one\ntwo\n");
        Append("LOG20261120-1.LOG", "before\n");

        Assert.Equal(["two"], New(Tail(new RotatingLogPosition(new RotatingLogFileName(new DateOnly(2026, 11, 21), 0), 4))));
    }

    [Fact]
    public void A_directory_and_a_file_may_come_later_and_a_file_be_emptied()
    {
        var tail = new RotatingLogTail(_directory["later"], s_names, from: null);
        Assert.Empty(New(tail));

        Directory.CreateDirectory(_directory["later"]);
        Append("later/LOG20261121-1.LOG", "one\ntwo\n");
        Append("later/other.log", "of somebody else\n");
        Assert.Equal(["one", "two"], New(tail));

        File.WriteAllText(_directory["later/LOG20261121-1.LOG"], "new\n");
        Assert.Equal(["new"], New(tail));
    }

    [Fact]
    public void Much_at_once_is_read_in_pieces()
    {
        var lines = Enumerable.Range(0, 20_000).Select(number => $"line {number}").ToList();
        Append("LOG20261121-1.LOG", string.Join('\n', lines) + "\n");

        Assert.Equal(lines, New(Tail(null)));
    }

    private RotatingLogTail Tail(RotatingLogPosition? from) => new(_directory[""], s_names, from);

    private void Append(string name, string text) => File.AppendAllText(_directory[name], text);

    private static List<string> New(RotatingLogTail tail) => [.. tail.ReadNew().Select(line => Encoding.UTF8.GetString(line.Span))];
}
