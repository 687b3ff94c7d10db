using System.Text;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Policy.Tests.Operations.Logs;

public sealed class RotatingLogHistoryTests : IDisposable
{
    private static readonly RotatingLogNames s_names = new("LOG", '-', Digits: 1, FirstNumber: 1, ".LOG");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_files_are_read_from_the_newest_by_name_to_the_oldest()
    {
        // Ten comes behind nine, though not in the alphabet; what was touched last is of no matter.
        Write("LOG20261121-10.LOG", "four\nfive\ntorn");
        Write("LOG20261121-9.LOG", "two\nthree\n");
        Write("LOG20261120-1.LOG", "one\n");
        Write("LOG20261121-x.LOG", "of somebody else\n");
        var history = new RotatingLogHistory(_directory[""], s_names);

        Assert.Equal(["five", "four", "three", "two", "one"], Read(history, since: null));
        Assert.Equal(new RotatingLogPosition(new RotatingLogFileName(new DateOnly(2026, 11, 21), 9), "four\nfive\n".Length), history.End);
        Assert.Equal(["five", "four", "three", "two"], Read(history, new DateOnly(2026, 11, 21)));
    }

    [Fact]
    public void A_log_that_is_not_there_has_no_lines()
    {
        var history = new RotatingLogHistory(_directory["nowhere"], s_names);

        Assert.Empty(Read(history, since: null));
        Assert.Null(history.End);
    }

    private void Write(string name, string text) => File.WriteAllText(_directory[name], text);

    private static List<string> Read(RotatingLogHistory history, DateOnly? since) => [.. history.NewestFirst(since).Select(line => Encoding.UTF8.GetString(line.Span))];
}
