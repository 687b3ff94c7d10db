using System.CommandLine;
using WebPublisher.Administration.Actions;
using WebPublisher.Administration.Model;
using WebPublisher.Commands.Running;
using WebPublisher.Policy;
using WebPublisher.Wording;

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

    private static void Tell(TextWriter output, IEnumerable<KeyValuePair<string, int>> counts)
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
            SetAction(async (parsed, cancellation) =>
            {
                var output = parsed.InvocationConfiguration.Output;
                var import = await ImportAsync(parsed.GetRequiredValue(file), parsed.GetValue(replace), PolicyFile.Load(parsed.GetValue(policy), time), time, cancellation);
                if (parsed.GetValue(json))
                {
                    JsonOutput.Write(output, import);
                    return ExitCode.Ok;
                }

                output.WriteLine($"{Count.Of(import.Read, "entry", "entries")} read, {import.Added} new");
                Tell(output, import.Counts);
                return ExitCode.Ok;
            });
        }

        private static async Task<SafelistImport> ImportAsync(string file, bool replaces, PublisherPolicy policy, TimeProvider time, CancellationToken cancellation)
        {
            // Lines that are wrong are told by the name of their file, and nothing is asked of anybody.
            var entries = SafelistFile.Read(file);
            if (new FileInfo(file).Length <= SafelistImportEndpoint.LongestBody
                && await AnyServer.FindAsync(policy.Server.StateDirectory, HeldMail.Processes, time, cancellation) is { } found)
            {
                using var server = found;
                await using var text = File.OpenRead(file);
                var path = $"/api/safelist/import{(replaces ? "?replace=true" : "")}";
                return await server.SendAsync(path, text, "text/csv", AdministrationJson.Default.SafelistImport, cancellation);
            }

            await using var state = StoredState.Open(policy, time);
            var added = await state.Safelist.ImportAsync(entries, replaces);
            return new SafelistImport(entries.Count, added, SafelistImport.CountsOf(state.Safelist));
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
                var (output, counts) = (parsed.InvocationConfiguration.Output, SafelistImport.CountsOf(state.Safelist));
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
