using System.CommandLine;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using WebPublisher.Conformance.Smtp.Dialogs;
using WebPublisher.Conformance.Smtp.Product;

namespace WebPublisher.Conformance.Smtp.Fuzz;

/// <summary><c>smtp-fuzz</c>: holds dialogs with something amiss in them, many at once, and watches what reaches the inner server, the log and the memory.</summary>
internal sealed class SmtpFuzzCommand : Command
{
    private const int AtOnce = 18;
    private const double GrowthMebibytes = 64;
    private const int MostComplaints = 10;
    private static readonly TimeSpan s_reply = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan s_end = TimeSpan.FromSeconds(60);

    public SmtpFuzzCommand()
        : base("smtp-fuzz", "Holds random SMTP dialogs with the product, sound ones and broken ones. Exit code 1 when the inner server gets what no client sent, a session hangs, memory grows or the log holds an error.")
    {
        var seconds = new Option<int>("--seconds") { Description = "How long.", HelpName = "N", DefaultValueFactory = _ => 60 };
        var seed = new Option<int>("--seed") { Description = "The same seed holds the same dialogs.", HelpName = "N", DefaultValueFactory = _ => Random.Shared.Next() };
        var product = SmtpCommand.ProductOption();
        Options.Add(seconds);
        Options.Add(seed);
        Options.Add(product);
        SetAction(async (parsed, _) =>
        {
            try
            {
                return await RunAsync(TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(seed), parsed.GetValue(product)!);
            }
            catch (Exception e) when (e is InvalidOperationException or IOException or SocketException)
            {
                await Console.Error.WriteLineAsync($"conformance: {e.Message}");
                return 2;
            }
        });
    }

    private static async Task<int> RunAsync(TimeSpan duration, int seed, string product)
    {
        await using var published = await ProductUnderTest.StartAsync([product]);
        var begun = TimeProvider.System.GetTimestamp();
        var complaints = new List<string>();
        var (dialogs, messages, round) = (0, 0, 0);
        double? memory = null;
        while (TimeProvider.System.GetElapsedTime(begun) is var elapsed && elapsed < duration && complaints.Count < MostComplaints)
        {
            // What a program allocates while it warms up is no growth.
            memory ??= elapsed > duration / 4 ? ProcessMemory.Mebibytes(published.Process.Id) : null;
            published.Inner.Clear();
            var first = seed + (round++ * AtOnce);
            var held = await Task.WhenAll(Enumerable.Range(first, AtOnce).Select(one => HoldAsync(published, one)));
            dialogs += held.Length;
            messages += published.Inner.Messages.Length;
            complaints.AddRange(held.Where(one => one.Complaint is not null).Select(one => one.Complaint!));
            complaints.AddRange(published.Inner.Commands.Select(command => (command, FuzzOracle.Complaint(command))).Where(c => c.Item2 is not null).Select(c => $"seeds {first}+: {c.Item2}: {c.command}"));
            var sent = held.Select(one => one.Sent).ToList();
            complaints.AddRange(published.Inner.Messages.Select(message => (message, FuzzOracle.Complaint(message, sent))).Where(c => c.Item2 is not null).Select(c => $"seeds {first}+: {c.Item2}: {c.message.Sender}: {JsonSerializer.Serialize(c.message.Content)}"));
            if (published.Process.HasExited)
            {
                complaints.Add("the product has ended");
                break;
            }
        }

        complaints.AddRange(published.Complaints.Select(line => $"log: {line}"));
        var growth = memory is { } before && !published.Process.HasExited ? ProcessMemory.Mebibytes(published.Process.Id) - before : 0;
        if (growth > GrowthMebibytes)
        {
            complaints.Add($"memory grew by {growth:F0} MiB");
        }

        complaints.ForEach(Console.WriteLine);
        Console.WriteLine($"{dialogs} dialogs from seed {seed}, {messages} messages, memory {growth:+0.0;-0.0} MiB, {complaints.Count} complaints");
        return complaints.Count == 0 ? 0 : 1;
    }

    /// <summary>Holds one dialog to its end.</summary>
    private static async Task<(string Sent, string? Complaint)> HoldAsync(ProductUnderTest published, int seed)
    {
        var maker = new DialogMaker(seed);
        var sent = new StringBuilder();
        var turns = maker.Next();
        await using var dialog = await Dialog.ConnectAsync(published.Address);
        try
        {
            await dialog.ReplyAsync();
            if (seed % 8 == 0)
            {
                await dialog.SendAsync("EHLO client.example\r\n"u8.ToArray());
                await dialog.ReplyAsync();
                await dialog.SendAsync("STARTTLS\r\n"u8.ToArray());
                await dialog.ReplyAsync();
                await dialog.StartTlsAsync();
            }

            foreach (var turn in turns)
            {
                sent.Append(turn.Text);
                foreach (var segment in maker.Segments(turn.Text))
                {
                    await dialog.SendAsync(Encoding.Latin1.GetBytes(segment));
                }

                if ((await dialog.HearAsync(turn.Replies, s_reply)).IsClosed)
                {
                    return (sent.ToString(), null);
                }
            }
        }
        catch (DialogClosedException)
        {
            // Its answer to what it got.
            return (sent.ToString(), null);
        }
        catch (DialogException e)
        {
            return (sent.ToString(), $"seed {seed}: {e.Message}");
        }

        dialog.Finish();
        var isClosed = (await dialog.HearAsync(int.MaxValue, s_end)).IsClosed;
        return (sent.ToString(), isClosed ? null : $"seed {seed}: the session hangs");
    }
}
