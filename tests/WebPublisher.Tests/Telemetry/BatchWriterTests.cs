using System.Globalization;
using System.Text;
using WebPublisher.Telemetry;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Telemetry;

public sealed class BatchWriterTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly GatedOutput _output = new();
    private readonly BatchWriter _writer;

    public BatchWriterTests() => _writer = new BatchWriter(_output, lost => Encoding.UTF8.GetBytes($"lost {lost.ToString(CultureInfo.InvariantCulture)}\n"), _time);

    public void Dispose()
    {
        _output.Unblock();
        _writer.Dispose();
        _output.Dispose();
    }

    [Fact]
    public void The_first_line_after_a_quiet_while_is_written_at_once()
    {
        Add("a");
        Advance(1);

        Assert.Equal("a\n", _output.Next());
    }

    [Fact]
    public void Under_load_lines_wait_for_each_other_and_keep_their_order()
    {
        Add("first");
        Advance(1);
        _output.Next();

        Add("a");
        Advance(50);
        Add("b");
        Advance(49);
        Add("c");
        Advance(1);

        Assert.Equal("a\nb\nc\n", _output.Next());
    }

    [Fact]
    public void An_urgent_line_takes_those_before_it_along_within_milliseconds()
    {
        Add("first");
        Advance(1);
        _output.Next();

        Add("a");
        Advance(1);
        Add("b", isUrgent: true);
        Add("c", isUrgent: true);
        Advance(4);

        Assert.Equal("a\nb\nc\n", _output.Next());
    }

    [Fact]
    public void A_full_batch_waits_for_no_clock()
    {
        var line = new string('x', 1023);
        for (var i = 0; i < 128; i++)
        {
            Add(line);
        }

        Assert.Equal(128 * 1024, _output.Next().Length);
    }

    [Fact]
    public void A_blocked_output_loses_lines_and_says_where()
    {
        _output.Block();
        Add("a");
        Advance(1);
        _output.AwaitBlockedWriter();
        var line = new string('x', 999);
        var fit = LineBatch.Capacity / 1000;
        for (var i = 0; i < fit + 7; i++)
        {
            Add(line);
        }

        // There is room for it, but not where it stands.
        Add("short");
        Assert.Equal(8, _writer.Lost);

        _output.Unblock();
        Assert.Equal("a\n", _output.Next());
        Assert.Equal(fit * 1000, _output.Next().Length);
        Assert.Equal("lost 8\n", _output.Next());
        Add("b");
        Advance(100);
        Assert.Equal("b\n", _output.Next());
    }

    [Fact]
    public void Lines_that_could_not_be_written_are_told_of_later()
    {
        _output.IsBroken = true;
        Add("a");
        Add("b");
        Advance(1);
        Assert.Equal("failed", _output.Next());
        Assert.Equal("failed", _output.Next());

        _output.IsBroken = false;
        Add("c");
        _writer.Dispose();

        Assert.Equal("c\nlost 2\n", _output.Rest());
        Assert.Equal(2, _writer.Lost);
    }

    [Fact]
    public void What_is_left_is_written_at_the_end()
    {
        Add("a");
        Add("b");

        _writer.Dispose();
        _writer.Dispose();

        Assert.Equal("a\nb\n", _output.Rest());
    }

    [Fact]
    public async Task Lines_of_many_threads_stay_whole_and_in_each_thread_s_order()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 5000; i++)
            {
                Add($"{thread.ToString(CultureInfo.InvariantCulture)} {i.ToString(CultureInfo.InvariantCulture)}");
            }
        })));
        _writer.Dispose();

        var lines = _output.Rest().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToLookup(part => part[0], part => part[1], StringComparer.Ordinal);
        Assert.Equal(4, lines.Count);
        Assert.All(lines, thread => Assert.Equal(Enumerable.Range(0, 5000).Select(i => i.ToString(CultureInfo.InvariantCulture)), thread));
    }

    private void Add(string line, bool isUrgent = false) => _writer.Add(Encoding.UTF8.GetBytes(line + "\n"), isUrgent);

    private void Advance(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
