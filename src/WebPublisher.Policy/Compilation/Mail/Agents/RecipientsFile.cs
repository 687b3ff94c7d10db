using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Sources;

namespace WebPublisher.Policy.Compilation.Mail.Agents;

/// <summary>Reads a file of recipients: one address a line; empty lines, and what follows a number sign at the beginning of a line, are skipped. It is part of the policy: a change of it is a reload.</summary>
internal static class RecipientsFile
{
    private const int Largest = 64 * 1024 * 1024;
    private const int MostErrors = 20;

    /// <summary>Reads the file; null after an error.</summary>
    public static FrozenSet<string>? Read(Located<FilePath> file, ImmutableArray<AcceptedDomain> accepted, CompilationContext context)
    {
        if (context.Files.Read(file.Value.FullPath, Largest, file.Location, context.Diagnostics) is not { } content)
        {
            return null;
        }

        var name = SourcePath.Display(file.Value.FullPath);
        var addresses = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var (number, errors) = (0, 0);
        foreach (var line in Encoding.UTF8.GetString(content).EnumerateLines())
        {
            number++;
            var text = line.Trim();
            if (text.IsEmpty || text[0] == '#')
            {
                continue;
            }

            if (MailboxText.Parse(text.ToString(), out var mailbox) is not { } problem)
            {
                addresses.Add(mailbox.Text);
            }
            else if (++errors <= MostErrors)
            {
                context.Diagnostics.Error(new SourceLocation(name, number, line.IndexOf(text[0]) + 1), problem);
            }
        }

        if (errors > MostErrors)
        {
            context.Diagnostics.Error(new SourceLocation(name, 0, 0), $"{errors - MostErrors} more lines are no mail addresses");
        }

        WarnOfEmptyDomains(addresses, accepted, file, context);
        return errors == 0 ? addresses.ToFrozenSet(StringComparer.OrdinalIgnoreCase) : null;
    }

    private static void WarnOfEmptyDomains(HashSet<string> addresses, ImmutableArray<AcceptedDomain> accepted, Located<FilePath> file, CompilationContext context)
    {
        var domains = addresses.Select(address => address[(address.LastIndexOf('@') + 1)..]).ToHashSet(StringComparer.Ordinal);
        foreach (var domain in accepted.Where(a => a.Type == AcceptedDomainType.Authoritative && !domains.Any(d => a.Domain.Matches(d))))
        {
            context.Diagnostics.Warning(file.Location, $"all mail for {Quoted.Text(domain.Domain.Text)} will be refused: {Quoted.Text(file.Value.Text)} has no recipient there");
        }
    }
}
