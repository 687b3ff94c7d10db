using WebPublisher.Commands.Running;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.Running;

public sealed class DisplayTests
{
    [Fact]
    public void A_screen_is_drawn_over_the_last_and_cut_to_the_terminal()
    {
        Assert.Equal("\e[Hab\e[K\r\nlo\e[K\r\n\e[J", Display.Screen("ab\nlong\n", width: 2, height: 24));
        Assert.Equal("\e[H1\e[K\r\n2\e[K\r\n... 2 further lines\e[K\r\n\e[J", Display.Screen("1\n2\n3\n4\n", width: 80, height: 4));
    }

    [Fact]
    public async Task Without_a_terminal_one_is_shown_after_the_other_until_it_is_told_to_end()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var cancelled = new CancellationTokenSource();
        using var display = new Display(output);
        var (time, shown) = (new ManualTime(), 0);

        var running = display.RunAsync(TimeSpan.FromSeconds(1), time, (writer, _) =>
        {
            writer.WriteLine(++shown);
            return Task.CompletedTask;
        }, cancelled.Token);
        time.Advance(TimeSpan.FromSeconds(1));
        while (shown < 2)
        {
            await Task.Yield();
        }

        await cancelled.CancelAsync();
        await running;
        Assert.False(display.IsScreen);
        Assert.Equal("1\n2\n", output.ToString());
    }
}
