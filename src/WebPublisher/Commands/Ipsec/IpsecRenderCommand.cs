using System.CommandLine;
using WebPublisher.Commands.Completion;
using WebPublisher.Ipsec;
using WebPublisher.Policy.Ipsec;

namespace WebPublisher.Commands.Ipsec;

/// <summary><c>ipsec render</c>: the files of one machine.</summary>
internal sealed class IpsecRenderCommand : ExampleCommand
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Public = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock certificates are judged by.</param>
    public IpsecRenderCommand(TimeProvider time)
        : base("render", "Writes the policy's IPsec connections as files of strongSwan and nftables. They fail closed: in clear nothing passes.")
    {
        var policy = PolicyFile.Option();
        var end = new Option<string?>("--for") { Description = "Which end to render for: front or back. Default: this machine.", HelpName = "END" };
        end.AcceptOnlyFromAmong("front", "back");
        var names = new Option<string[]>("--connection") { Description = "Only these connections. Default: all.", HelpName = "NAME" };
        var folder = new Option<string?>("--out") { Description = "Writes the files below this directory, such as /etc. Default: prints them, without keys.", HelpName = "DIR" };
        PolicyNames.Complete(names, policy, time, PolicyNames.IpsecConnections);
        var json = JsonOutput.Option();
        Options.Add(policy);
        Options.Add(end);
        Options.Add(names);
        Options.Add(folder);
        Options.Add(json);
        SetAction(parsed =>
        {
            var ipsec = IpsecSection.Load(parsed.GetValue(policy), time);
            var chosen = Choose(ipsec, parsed.GetValue(names) ?? []);
            var roles = parsed.GetValue(end) is { } side
                ? Machine(chosen.Connections, side == "front" ? IpsecSide.Front : IpsecSide.Back)
                : IpsecSection.Own(chosen);
            var files = IpsecSection.Render(ipsec, roles);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, IpsecRenderReport.Of(files, Missing(roles), parsed.GetValue(folder) is { } written ? Write(files, written) : null));
            }
            else if (parsed.GetValue(folder) is { } root)
            {
                foreach (var line in Write(files, root).Concat(Missing(roles)))
                {
                    output.WriteLine(line);
                }
            }
            else
            {
                Print(files, output);
            }

            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["ipsec render --for front", "ipsec render --for front --out /etc", "ipsec render --for back --connection owafe01 --out owafe01"];

    private static IpsecPolicy Choose(IpsecPolicy policy, string[] names)
    {
        if (names.FirstOrDefault(name => policy.Connections.All(c => c.Name != name)) is { } unknown)
        {
            throw new CommandFailure($"there is no connection '{unknown}'; declared are {string.Join(", ", policy.Connections.Select(c => c.Name))}.", ExitCode.Usage);
        }

        return names.Length == 0 ? policy : policy with { Connections = [.. policy.Connections.Where(c => names.Contains(c.Name))] };
    }

    // The policy says which ends are this machine; of others only the address tells.
    private static List<IpsecRole> Machine(IReadOnlyCollection<IpsecConnection> connections, IpsecSide side)
    {
        var machines = connections.Where(c => c.Side != side).Select(c => c.End(side).Address).Distinct().Count();
        if (machines + (connections.Any(c => c.Side == side) ? 1 : 0) > 1)
        {
            throw new CommandFailure(
                $"the {(side == IpsecSide.Front ? "front" : "back")} ends of {string.Join(", ", connections.Select(c => c.Name))} are several machines; name those of one with --connection.",
                ExitCode.Usage);
        }

        return [.. connections.Select(c => new IpsecRole(c, side))];
    }

    private static void Print(IEnumerable<RenderedFile> files, TextWriter output)
    {
        foreach (var file in files)
        {
            output.WriteLine($"### /etc/{file.Path}");
            output.WriteLine(file.IsPrivate ? "# Holds a key: written by --out, never printed." : file.Content.TrimEnd('\n'));
            output.WriteLine();
        }
    }

    private static List<string> Write(IEnumerable<RenderedFile> files, string root)
    {
        var written = new List<string>();
        try
        {
            foreach (var file in files)
            {
                var path = Path.Combine(root, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                Replace(path, file);
                written.Add(path);
            }

            return written;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{e.Message.TrimEnd('.')}.", ExitCode.Failed, e);
        }
    }

    // A key is never to be seen in a file that others may read, and no reader ever finds half a file.
    private static void Replace(string path, RenderedFile file)
    {
        var temporary = path + ".new";
        File.Delete(temporary);
        var mode = file.IsPrivate ? Private : Public;
        using (var writer = new StreamWriter(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
        {
            writer.Write(file.Content);
        }

        File.SetUnixFileMode(temporary, mode);
        File.Move(temporary, path, overwrite: true);
    }

    private static List<string> Missing(IEnumerable<IpsecRole> roles) =>
    [
        .. roles.Where(r => !r.IsOwn && r.Connection.PresharedKey is null).Select(role =>
            $"{role.Connection.Name}: put the certificate of {role.Local.Identity} into /etc/{SwanctlCredentials.CertificateFolder}/{role.Label}.pem"
            + $" and its key into /etc/{SwanctlCredentials.KeyFolder}/{role.Label}.key"),
    ];
}
