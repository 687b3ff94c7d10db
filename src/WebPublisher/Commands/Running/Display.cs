using Microsoft.Win32.SafeHandles;
using WebPublisher.Wording;

namespace WebPublisher.Commands.Running;

/// <summary>
/// Where a command that goes on shows what there is: on a terminal the same screen again and again, elsewhere one after the other. It ends by q on a terminal, SIGINT, SIGTERM and
/// SIGHUP, and when nobody reads what it writes.
/// </summary>
internal sealed class Display : IDisposable
{
    private const string Begin = "\e[?1049h\e[?25l";
    private const string End = "\e[?25h\e[?1049l";
    private const string Home = "\e[H";
    private const string RestOfLine = "\e[K";
    private const string RestOfScreen = "\e[J";

    private readonly TextWriter _output;
    private readonly StopSignals _signals = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Begins.</summary>
    /// <param name="output">The command's output.</param>
    /// <param name="isList">Whether it is one after the other on a terminal as well.</param>
    public Display(TextWriter output, bool isList = false)
    {
        IsScreen = !isList && HasScreen(output);
        _output = ReferenceEquals(output, Console.Out) && Console.IsOutputRedirected ? Telling(output) : output;
        _signals.OnHangup(_stop.Cancel);
        _ = _signals.Stopping.ContinueWith(_ => _stop.Cancel(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (IsScreen)
        {
            _output.Write(Begin);
        }
    }

    /// <summary>Whether an output is a terminal.</summary>
    public static bool HasScreen(TextWriter output) => ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;

    /// <summary>Whether it is one screen, drawn again and again.</summary>
    public bool IsScreen { get; }

    /// <summary>Is cancelled when it is to end.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Shows something again and again until it ends.</summary>
    /// <param name="each">How often.</param>
    /// <param name="time">The clock.</param>
    /// <param name="show">Writes it once.</param>
    /// <param name="cancellation">Ends it as well.</param>
    public async Task RunAsync(TimeSpan each, TimeProvider time, Func<TextWriter, CancellationToken, Task> show, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token);
        using var timer = new PeriodicTimer(each, time);
        try
        {
            do
            {
                using var text = new StringWriter { NewLine = "\n" };
                await show(text, either.Token);
                await WriteAsync(text.ToString());
            }
            while (!IsQuit() && await timer.WaitForNextTickAsync(either.Token) && !IsQuit());
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // It was to end.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsScreen)
        {
            _output.Write(End);
            _output.Flush();
        }

        _signals.Dispose();
        _stop.Dispose();
    }

    /// <summary>Writes a text. Ends everything when nobody reads it.</summary>
    public async Task WriteAsync(string text)
    {
        try
        {
            await _output.WriteAsync(IsScreen ? Screen(text, Usual(Console.WindowWidth, 80), Usual(Console.WindowHeight, 24)) : text);
            await _output.FlushAsync();
        }
        catch (IOException)
        {
            // Who read has seen enough: that is an end and no error.
            await _stop.CancelAsync();
        }
    }

    /// <summary>A text as one screen: what is too wide or too long for it is cut, what stood there before is gone.</summary>
    internal static string Screen(string text, int width, int height)
    {
        var lines = text.TrimEnd('\n').Split('\n').Select(line => line.Length > width ? line[..width] : line).ToList();
        if (lines.Count >= height)
        {
            lines = [.. lines.Take(Math.Max(0, height - 2)), $"... {Count.Of(lines.Count - height + 2, "further line")}"];
        }

        return $"{Home}{string.Concat(lines.Select(line => $"{line}{RestOfLine}\r\n"))}{RestOfScreen}";
    }

    // The console of the class library takes a pipe that nobody reads any more for one that takes everything: a command before 'head' would go on for ever.
    // A file has readers at any time, and a place to write at that it shares with others.
    private static TextWriter Telling(TextWriter output)
    {
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? output : new StreamWriter(stream);
    }

    // A terminal that does not know its size says 0.
    private static int Usual(int size, int otherwise) => size > 0 ? size : otherwise;

    private bool IsQuit()
    {
        while (IsScreen && !Console.IsInputRedirected && Console.KeyAvailable)
        {
            if (Console.ReadKey(intercept: true).KeyChar is 'q' or 'Q')
            {
                return true;
            }
        }

        return false;
    }
}
