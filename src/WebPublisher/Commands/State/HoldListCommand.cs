using System.CommandLine;
using System.Globalization;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Model;
using WebPublisher.Commands.Running;
using WebPublisher.Policy;
using WebPublisher.State.Held;
using WebPublisher.Wording;

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

        SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var messages = (await ReadAsync(PolicyFile.Load(parsed.GetValue(policy), time), time, cancellation)).Where(message => parsed.GetValue(all) || message.State == HeldState.Held).ToList();
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

    private static async Task<IEnumerable<HeldMessage>> ReadAsync(PublisherPolicy policy, TimeProvider time, CancellationToken cancellation)
    {
        PolicyFile.MailOf(policy);
        using var server = await AnyServer.FindAsync(policy.Server.StateDirectory, ControlSocket.Names, time, cancellation);
        if (server is null)
        {
            await using var mail = HeldMail.Look(policy, time);
            return await mail.Index.ListAsync();
        }

        var messages = new List<HeldMessage>();
        for (var before = long.MaxValue; ;)
        {
            var page = await server.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/api/held?before={before}"), AdministrationJson.Default.ImmutableArrayHeldEntry, cancellation);
            if (page.IsEmpty)
            {
                return messages.OrderBy(message => message.Id);
            }

            messages.AddRange(page.Select(entry => entry.ToMessage()));
            before = page[^1].Id;
        }
    }

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
