using System.Collections.Immutable;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Mail.Agents;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Compilation.Mail.Agents;

/// <summary>Compiles what an edge rule does.</summary>
/// <param name="document">What the operator wrote.</param>
/// <param name="context">The load.</param>
internal sealed class EdgeActionsCompiler(EdgeActionsDocument document, CompilationContext context)
{
    private const int MostAddresses = 20;
    private const int LongestText = 240;
    private const int LongestPrefix = 100;

    /// <summary>Compiles it.</summary>
    public EdgeActions Compile()
    {
        CheckOne();
        CheckText(document.PrependSubject, LongestPrefix);
        CheckText(document.Log, LongestText);
        foreach (var list in new[] { document.AddRecipients, document.BlindCopy }.Where(list => list.Count > MostAddresses))
        {
            context.Diagnostics.Error(list.Location, $"a rule adds {MostAddresses} addresses at most");
        }

        return new EdgeActions
        {
            AddRecipients = Addresses(document.AddRecipients),
            BlindCopy = Addresses(document.BlindCopy),
            PrependSubject = document.PrependSubject?.Value,
            SetHeaders = Fields(),
            RemoveHeaders = [.. document.RemoveHeaders.Where(CheckName).Select(name => name.Value)],
            SetScl = document.SetScl?.Value,
            Log = document.Log?.Value,
            Redirect = document.Redirect?.Value.Text,
            Quarantine = document.Quarantine?.Value ?? false,
            Delete = document.Delete?.Value ?? false,
            Reject = document.Reject is { } refusal ? Refusal(refusal) : null,
            Disconnect = document.Disconnect?.Value ?? false,
            Stop = document.Stop?.Value ?? false,
        };
    }

    /// <summary>One message has one fate.</summary>
    private void CheckOne()
    {
        var fates = new (string Key, bool Is, string At)[]
        {
            ("redirect", document.Has(nameof(document.Redirect)), nameof(document.Redirect)),
            ("quarantine", document.Quarantine?.Value == true, nameof(document.Quarantine)),
            ("delete", document.Delete?.Value == true, nameof(document.Delete)),
            ("reject", document.Has(nameof(document.Reject)), nameof(document.Reject)),
        }.Where(fate => fate.Is).ToArray();
        if (fates.Length > 1)
        {
            context.Diagnostics.Error(document.LocationOf(fates[1].At), $"'{fates[0].Key}' and '{fates[1].Key}' are two fates for one message; a rule has one of them");
        }

        if (document.Disconnect?.Value == true && fates is [{ Key: not "reject" }, ..])
        {
            context.Diagnostics.Error(document.LocationOf(nameof(document.Disconnect)), $"'disconnect' refuses the message and '{fates[0].Key}' takes it; a rule has one of them");
        }

        if (document.Keys.IsEmpty)
        {
            context.Diagnostics.Error(document.Start, "the rule does nothing; write what is done");
        }
    }

    private void CheckText(Located<string>? text, int longest)
    {
        if (text is { } given && given.Value.Length > longest)
        {
            context.Diagnostics.Error(given.Location, $"the text has {given.Value.Length} characters; {longest} are the most");
        }
    }

    private ImmutableArray<KeyValuePair<string, string>> Fields()
    {
        var fields = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var (name, value) in document.SetHeaders)
        {
            if (CheckName(name) && value.Value is { } text)
            {
                fields.Add(new(name.Value, text));
            }
        }

        return fields.ToImmutable();
    }

    private bool CheckName(Located<string> name)
    {
        if (!MailHeaderText.IsName(name.Value))
        {
            context.Diagnostics.Error(name.Location, $"{Quoted.Text(name.Value)} is not the name of a header field; it has letters, digits and hyphens");
            return false;
        }

        if (MailHeaderText.IsStructural(name.Value))
        {
            context.Diagnostics.Error(name.Location, $"field {Quoted.Text(name.Value)} says how the message is read or which way it came; a rule cannot change it");
            return false;
        }

        return true;
    }

    private EdgeRefusal Refusal(EdgeRefusalDocument refusal)
    {
        var usual = EdgeRefusal.Usual;
        var code = refusal.Code?.Value ?? usual.Code;
        var status = refusal.Status?.Value ?? $"{code / 100}{usual.Status[1..]}";
        if (refusal.Status is { } given && (!IsStatus(given.Value, code / 100)))
        {
            context.Diagnostics.Error(given.Location, $"{Quoted.Text(given.Value)} is not a status that can stand behind {code}, such as {code / 100}.7.1");
        }

        if (refusal.Text is { } text && (text.Value.Length > LongestText || text.Value.Any(c => c is < ' ' or > '~')))
        {
            context.Diagnostics.Error(text.Location, $"a text for clients has 1 to {LongestText} characters of printable ASCII");
        }

        return new EdgeRefusal(code, status, refusal.Text?.Value ?? usual.Text);
    }

    private static ImmutableArray<string> Addresses(DocumentList<Located<Mailbox>> list) => [.. list.Select(entry => entry.Value.Text)];

    private static bool IsStatus(string text, int category) =>
        text.Split('.') is [var first, var subject, var detail] && first == $"{category}" && IsNumber(subject) && IsNumber(detail);

    private static bool IsNumber(string text) => text.Length is > 0 and <= 3 && text.All(char.IsAsciiDigit) && (text[0] != '0' || text.Length == 1);
}
