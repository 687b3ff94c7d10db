using System.CommandLine;
using System.Globalization;
using WebPublisher.State.Held;

namespace WebPublisher.Commands.State;

/// <summary><c>hold list</c>.</summary>
internal sealed class HoldListCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock.</param>
    public HoldListCommand(TimeProvider time)
        : base("list", "Shows the messages that wait, the oldest first.")
    {
        var all = new Option<bool>("--all") { Description = "Also those that were released." };
        var json = JsonOutput.Option();
        var policy = PolicyFile.Option();
        foreach (var option in new Option[] { all, json, policy })
        {
            Options.Add(option);
        }

        SetAction(async (parsed, _) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            await using var mail = HeldMail.Look(PolicyFile.Load(parsed.GetValue(policy), time), time);
            var messages = (await mail.Index.ListAsync()).Where(message => parsed.GetValue(all) || message.State == HeldState.Held).ToList();
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, messages);
            }
            else
            {
                Print(output, messages);
            }

            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["hold list", "hold list --all --json"];

    private static void Print(TextWriter output, List<HeldMessage> messages)
    {
        var table = new TextTable("Id", "Received", "Client", "Sender", "Recipients", "Subject", "Agent", "Reason", "Bytes", "State");
        foreach (var message in messages)
        {
            table.Add(
                message.Id.ToString(CultureInfo.InvariantCulture), $"{message.Received:u}", message.Client, $"<{message.Sender}>", Recipients(message), message.Subject,
                message.Agent, message.Reason, message.Size.ToString(CultureInfo.InvariantCulture), JsonOutput.Word(message.State));
        }

        table.Write(output);
        output.WriteLine(Count.Of(messages.Count, "message"));
    }

    private static string Recipients(HeldMessage message) =>
        message.Recipients.Length == 1 ? $"<{message.Recipients[0].Address}>" : $"<{message.Recipients[0].Address}> and {Count.Of(message.Recipients.Length - 1, "other")}";
}
