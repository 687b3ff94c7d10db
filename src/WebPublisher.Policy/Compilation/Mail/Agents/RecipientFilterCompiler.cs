using System.Collections.Frozen;
using System.Collections.Immutable;
using WebPublisher.Policy.Compilation.Directories;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents.Mail.Agents;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Compilation.Mail.Agents;

/// <summary>Compiles a recipient filter.</summary>
/// <param name="document">What the operator wrote.</param>
/// <param name="accepted">The accepted domains.</param>
/// <param name="context">The load.</param>
internal sealed class RecipientFilterCompiler(RecipientFilterDocument document, ImmutableArray<AcceptedDomain> accepted, CompilationContext context)
{
    /// <summary>Compiles it; null when it has errors.</summary>
    /// <param name="location">Where the agent is declared.</param>
    public RecipientFilterPolicy? Compile(SourceLocation location)
    {
        var validation = Validation();
        CheckKeys(validation);
        var known = document.RecipientsFile is { } file ? RecipientsFile.Read(file, accepted, context) : null;
        var directory = document.Directory is { } described ? DirectoryCompiler.Compile(described, context) : null;
        var usual = new RecipientCachePolicy();
        return new RecipientFilterPolicy
        {
            Location = location,
            Blocked = document.Blocked.Select(entry => entry.Value.Text).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
            Validation = validation,
            Recipients = validation == RecipientValidation.File ? known : null,
            Directory = validation == RecipientValidation.Ldap ? directory : null,
            Cache = new RecipientCachePolicy
            {
                Known = document.Cache?.Known?.Value ?? usual.Known,
                Unknown = document.Cache?.Unknown?.Value ?? usual.Unknown,
                Entries = document.Cache?.Entries?.Value ?? usual.Entries,
            },
            OnUnavailable = document.OnUnavailable?.Value ?? UnavailableAction.Defer,
        };
    }

    private RecipientValidation Validation() =>
        document.Validate?.Value
        ?? (document.Has(nameof(document.RecipientsFile)) ? RecipientValidation.File : document.Has(nameof(document.Directory)) ? RecipientValidation.Ldap : RecipientValidation.None);

    private void CheckKeys(RecipientValidation validation)
    {
        Belongs(nameof(document.RecipientsFile), "recipientsFile", "validate: file", validation == RecipientValidation.File, isNeeded: true);
        Belongs(nameof(document.Directory), "directory", "validate: ldap", validation == RecipientValidation.Ldap, isNeeded: true);
        Belongs(nameof(document.OnUnavailable), "onUnavailable", "validate: ldap", validation == RecipientValidation.Ldap, isNeeded: false);
        Belongs(
            nameof(document.Cache), "cache", "validate: ldap or innerServer", validation is RecipientValidation.Ldap or RecipientValidation.InnerServer, isNeeded: false);
        if (validation == RecipientValidation.InnerServer && document.Cache?.Known is { } known)
        {
            context.Diagnostics.Warning(known.Location, "'known' changes nothing beside validate: innerServer: the inner server is asked about a recipient that exists in any case");
        }

        if (validation != RecipientValidation.None && !accepted.Any(domain => domain.Type == AcceptedDomainType.Authoritative))
        {
            context.Diagnostics.Warning(document.Start, "no recipient will be looked up: no accepted domain is authoritative");
        }
    }

    private void Belongs(string property, string key, string where, bool fits, bool isNeeded)
    {
        if (document.Has(property) && !fits)
        {
            context.Diagnostics.Error(document.LocationOf(property), $"'{key}' has no meaning here; it goes with {where}");
        }
        else if (isNeeded && fits && !document.Has(property))
        {
            context.Diagnostics.Error(document.LocationOf(nameof(document.Validate)), $"{where} needs '{key}'");
        }
    }
}
