using System.CommandLine;
using WebPublisher.State.Safelists;

namespace WebPublisher.Commands.State;

/// <summary><c>safelist</c>: whose mail users want.</summary>
internal sealed class SafelistCommand : Command
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock certificates are judged by.</param>
    public SafelistCommand(TimeProvider time)
        : base("safelist", "Keeps the safe senders, safe recipients and blocked senders of users, as salted hashes. A running server follows within a second.")
    {
        Subcommands.Add(new Import(time));
        Subcommands.Add(new List(time));
    }

    private static Dictionary<string, int> CountsOf(Safelist safelist) => Enum.GetValues<SafelistKind>().ToDictionary(JsonOutput.Word, kind => safelist.Counts.GetValueOrDefault(kind), StringComparer.Ordinal);

    private static void Tell(TextWriter output, Dictionary<string, int> counts)
    {
        foreach (var (kind, count) in counts)
        {
            output.WriteLine($"{kind}: {count}");
        }
    }

    /// <summary><c>safelist import</c>.</summary>
    private sealed class Import : ExampleCommand
    {
        public Import(TimeProvider time)
            : base("import", "Adds the entries of a file with lines RECIPIENT,KIND,ADDRESS-OR-DOMAIN. Kinds are safeSender, safeRecipient and blockedSender; lines that begin with # are comments.")
        {
            var file = new Argument<string>("FILE") { Description = "The file, in UTF-8." };
            var replace = new Option<bool>("--replace") { Description = "Instead of adding: replace all entries by those of the file." };
            var json = JsonOutput.Option();
            var policy = PolicyFile.Option();
            Arguments.Add(file);
            Options.Add(replace);
            Options.Add(json);
            Options.Add(policy);
            SetAction(async (parsed, _) =>
            {
                var entries = SafelistFile.Read(parsed.GetRequiredValue(file));
                await using var state = StoredState.Open(PolicyFile.Load(parsed.GetValue(policy), time), time);
                var added = await state.Safelist.ImportAsync(entries, parsed.GetValue(replace));
                var (output, counts) = (parsed.InvocationConfiguration.Output, CountsOf(state.Safelist));
                if (parsed.GetValue(json))
                {
                    JsonOutput.Write(output, new { Read = entries.Count, Added = added, Counts = counts });
                    return ExitCode.Ok;
                }

                output.WriteLine($"{Count.Of(entries.Count, "entry", "entries")} read, {added} new");
                Tell(output, counts);
                return ExitCode.Ok;
            });
        }

        public override IReadOnlyList<string> Examples => ["safelist import safelist.csv", "safelist import safelist.csv --replace"];
    }

    /// <summary><c>safelist list</c>.</summary>
    private sealed class List : ExampleCommand
    {
        public List(TimeProvider time)
            : base("list", "Shows how many entries there are. Which, nobody can read out: they are hashes.")
        {
            var json = JsonOutput.Option();
            var policy = PolicyFile.Option();
            Options.Add(json);
            Options.Add(policy);
            SetAction(async (parsed, _) =>
            {
                await using var state = StoredState.Copy(PolicyFile.Load(parsed.GetValue(policy), time), time);
                var (output, counts) = (parsed.InvocationConfiguration.Output, CountsOf(state.Safelist));
                if (parsed.GetValue(json))
                {
                    JsonOutput.Write(output, new { Counts = counts });
                    return ExitCode.Ok;
                }

                Tell(output, counts);
                return ExitCode.Ok;
            });
        }

        public override IReadOnlyList<string> Examples => ["safelist list", "safelist list --json"];
    }
}
