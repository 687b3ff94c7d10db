using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using WebPublisher.Conformance.Smtp.Cases;
using WebPublisher.Conformance.Smtp.Dialogs;
using WebPublisher.Conformance.Smtp.Product;
using WebPublisher.Conformance.Smtp.Recording;

namespace WebPublisher.Conformance.Smtp;

/// <summary>Plays cases, one after the other.</summary>
/// <param name="product">Where the product listens.</param>
/// <param name="inner">The inner server; without one nothing is required of what reaches it.</param>
/// <param name="process">The process of the product; without one nothing is required of its memory.</param>
internal sealed class CaseRunner(DnsEndPoint product, RecordingServer? inner, int? process)
{
    private static readonly TimeSpan s_regex = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan s_segment = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(10);

    /// <summary>Plays a case.</summary>
    public async Task<CaseResult> RunAsync(SmtpCase played)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var (outcome, reasons) = await JudgeAsync(played);
        return new CaseResult(played, outcome, string.Join("; ", reasons), TimeProvider.System.GetElapsedTime(begun));
    }

    private async Task<(CaseOutcome Outcome, IReadOnlyList<string> Reasons)> JudgeAsync(SmtpCase played)
    {
        if (played.Unknown is { } unknown)
        {
            return (CaseOutcome.Fail, [$"{unknown} is not known to this runner"]);
        }

        // 1. The dialog.
        inner?.Clear();
        var measured = played.Requirements.MaximumGrowth is null ? null : process;
        var memory = measured is { } id ? ProcessMemory.Mebibytes(id) : 0;
        var reasons = new List<string>();
        try
        {
            await using var dialog = await Dialog.ConnectAsync(product);
            if (await PlayAsync(played, dialog) is { } missing)
            {
                return (CaseOutcome.Skip, [$"{missing} is not offered"]);
            }
        }
        catch (DialogClosedException) when (played.Steps.Any(step => step.PermitsClose))
        {
            // As good an answer as any.
        }
        catch (Exception e) when (e is DialogException or DialogClosedException or SocketException or OperationCanceledException)
        {
            reasons.Add(e is DialogClosedException ? $"closed: {e.Message}" : e.Message);
        }

        // 2. What reached the inner server. Whatever is still on its way there from a connection that was broken off gets the time to arrive.
        await Task.Delay(s_settle, TimeProvider.System);
        if (inner is not null)
        {
            reasons.AddRange(InnerJudge.Complaints(played.Requirements, inner.Messages, inner.Commands, isDialogGood: reasons.Count == 0));
        }

        // 3. How the product has taken it.
        if (measured is { } again && ProcessMemory.Mebibytes(again) - memory is var growth && growth > played.Requirements.MaximumGrowth)
        {
            reasons.Add($"its memory grew by {growth:F0} MiB, {played.Requirements.MaximumGrowth} are allowed");
        }

        if (await IsDeadAsync() is { } death)
        {
            reasons.Add($"then not alive: {death}");
        }

        return (reasons.Count == 0 ? CaseOutcome.Pass : CaseOutcome.Fail, reasons);
    }

    /// <summary>Plays the dialog; gives the extension that is missing for it.</summary>
    private static async Task<string?> PlayAsync(SmtpCase played, Dialog dialog)
    {
        var last = "";
        foreach (var step in played.Steps)
        {
            switch (step.Kind)
            {
                case StepKind.Send:
                    await dialog.SendAsync(step.Octets);
                    break;
                case StepKind.SendQuiet or StepKind.SendMany:
                    await SendManyAsync(dialog, step);
                    break;
                case StepKind.SendSlow:
                    foreach (var octet in step.Octets)
                    {
                        await dialog.SendAsync(new[] { octet });
                        await Task.Delay(s_segment, TimeProvider.System);
                    }

                    break;
                case StepKind.Expect or StepKind.ExpectOrClose or StepKind.ExpectNot:
                    last = await dialog.ReplyAsync();
                    Compare(last, step);
                    break;
                case StepKind.Need:
                    last = await dialog.ReplyAsync();
                    if (!last.Contains(step.Text, StringComparison.Ordinal))
                    {
                        return step.Text;
                    }

                    break;
                case StepKind.Tls:
                    await dialog.StartTlsAsync();
                    break;
                case StepKind.TlsOrClose when !last.StartsWith("220", StringComparison.Ordinal):
                    return null;
                case StepKind.TlsOrClose:
                    if (await dialog.StartTlsAsync() is { Length: > 0 } clear)
                    {
                        throw new DialogException($"{Quoted(clear)} came in clear behind the 220");
                    }

                    break;
                case StepKind.Silence:
                    if (await dialog.DrainAsync(step.Duration + TimeSpan.FromMilliseconds(50)) is { Text.Length: > 0 } answered)
                    {
                        throw new DialogException($"what was injected was answered: {Quoted(answered.Text)}");
                    }

                    break;
                case StepKind.Sleep:
                    await Task.Delay(step.Duration, TimeProvider.System);
                    break;
                case StepKind.Drain:
                    await dialog.DrainAsync(step.Duration);
                    break;
                case StepKind.ExpectClose:
                    await CloseAsync(dialog, step.Duration);
                    break;
                case StepKind.DrainExpect:
                    await SlowedAsync(dialog, step);
                    break;
                case StepKind.EndOfFile:
                    dialog.Close();
                    break;
                default:
                    break;
            }
        }

        return null;
    }

    private static async Task SendManyAsync(Dialog dialog, CaseStep step)
    {
        try
        {
            var octets = step.Octets;
            for (var i = 0; i < step.Times; i++)
            {
                await dialog.SendAsync(octets);
            }
        }
        catch (DialogClosedException)
        {
            // The step asks for as many as the server takes.
        }
    }

    private static void Compare(string reply, CaseStep step)
    {
        var matches = Regex.IsMatch(reply, step.Text, RegexOptions.Multiline, s_regex);
        if (matches == (step.Kind == StepKind.ExpectNot))
        {
            throw new DialogException($"expected {(matches ? "anything but " : "")}{step.Text}, got {Quoted(reply)}");
        }
    }

    private static async Task CloseAsync(Dialog dialog, TimeSpan duration)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!(await dialog.DrainAsync(TimeSpan.FromSeconds(1))).IsClosed)
        {
            if (TimeProvider.System.GetElapsedTime(begun) > duration)
            {
                throw new DialogException($"the connection stayed open for {duration.TotalSeconds} s");
            }
        }
    }

    private static async Task SlowedAsync(Dialog dialog, CaseStep step)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var text = "";
        var isClosed = false;
        while (!isClosed && TimeProvider.System.GetElapsedTime(begun) < step.Duration)
        {
            var received = await dialog.DrainAsync(TimeSpan.FromSeconds(5));
            text += received.Text;
            isClosed = received.IsClosed;
            if (received.IsNothing)
            {
                break;
            }
        }

        var elapsed = TimeProvider.System.GetElapsedTime(begun);
        var isSlow = step.Text.Contains("slow", StringComparison.Ordinal) && elapsed > s_slow;
        if (!isClosed && !isSlow && !text.Contains("421", StringComparison.Ordinal))
        {
            throw new DialogException($"neither 421 nor a closed connection nor slower answers in {elapsed.TotalSeconds:F1} s; the last were {Quoted(text)}");
        }
    }

    /// <summary>Whether a new connection is greeted; if not, what happens instead.</summary>
    private async Task<string?> IsDeadAsync()
    {
        try
        {
            await using var dialog = await Dialog.ConnectAsync(product);
            var greeting = await dialog.ReplyAsync();
            if (!greeting.StartsWith("220", StringComparison.Ordinal))
            {
                return Quoted(greeting);
            }

            await dialog.SendAsync("QUIT\r\n"u8.ToArray());
            await dialog.DrainAsync(TimeSpan.FromSeconds(1));
            return null;
        }
        catch (Exception e) when (e is DialogException or DialogClosedException or SocketException or OperationCanceledException)
        {
            return e.Message;
        }
    }

    private static string Quoted(string text) =>
        '"' + (text.Length > 300 ? text[^300..] : text).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + '"';
}
