using System.Collections.Frozen;
using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Mail.Agents;
using WebPublisher.Policy.Documents.Mail.Screening;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Mail.Screening;

namespace WebPublisher.Policy.Compilation.Mail.Screening;

/// <summary>Compiles the section <c>screener</c> and the agent of that name.</summary>
internal sealed class ScreenerCompiler(DocumentList<ScreenerRuleDocument> rules, CompilationContext context)
{
    private const int MostRules = 10_000;

    private int _keywords;

    /// <summary>Compiles it.</summary>
    /// <param name="document">The agent, if the policy lists it.</param>
    /// <param name="location">Where it is declared.</param>
    public ScreenerPolicy Compile(ScreenerDocument? document, SourceLocation location)
    {
        var usual = new ScreenerPolicy { Location = location };
        return usual with
        {
            Rules = [.. Rules()],
            OnUnreadable = document?.OnUnreadable?.Value ?? usual.OnUnreadable,
            OnEncrypted = document?.OnEncrypted?.Value ?? usual.OnEncrypted,
            OnPartial = document?.OnPartial?.Value ?? usual.OnPartial,
        };
    }

    private List<ScreenerRule> Rules()
    {
        var compiled = new List<ScreenerRule>();
        var names = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        foreach (var document in rules.Take(MostRules))
        {
            if (document.Name is { } name && !names.TryAdd(name.Value, name.Location))
            {
                context.Diagnostics.Error(name.Location, $"the screener's rule {Quoted.Text(name.Value)} is already declared at {names[name.Value]}");
            }

            if (Rule(document) is { } rule)
            {
                compiled.Add(rule);
            }
        }

        if (rules.Count > MostRules)
        {
            context.Diagnostics.Error(rules[MostRules].Start, $"a screener has {MostRules} rules at most");
        }

        if (_keywords > ScreenerPolicy.MaximumKeywords)
        {
            context.Diagnostics.Error(rules.Location, $"the rules have {_keywords} keywords, files included; {ScreenerPolicy.MaximumKeywords} is the most");
        }

        return compiled;
    }

    private ScreenerRule? Rule(ScreenerRuleDocument document)
    {
        if (document is { Sender: null, Attachment: null, Keyword: null })
        {
            if (!document.Has(nameof(document.Sender)) && !document.Has(nameof(document.Attachment)) && !document.Has(nameof(document.Keyword)))
            {
                context.Diagnostics.Error(document.Start, "this rule would match every message; give it one of sender, attachment, keyword");
            }

            return null;
        }

        if (document is not { Name: { } name, Action: { } action })
        {
            return null;
        }

        if (action.Has(nameof(action.Kind)) == action.Has(nameof(action.ForwardTo)))
        {
            context.Diagnostics.Error(action.Start, "an action is one of reject, delete, hold, { forwardTo: address }");
        }

        return new ScreenerRule
        {
            Name = name.Value,
            Location = document.Start,
            Sender = document.Sender is { } sender ? Sender(sender) : null,
            Attachment = document.Attachment is { } attachment ? Attachment(attachment) : null,
            Keyword = document.Keyword is { } keyword ? Keyword(keyword) : null,
            Action = action.Kind is { } kind ? Enum.Parse<ScreenerAction>($"{kind.Value}") : ScreenerAction.Forward,
            ForwardTo = action.ForwardTo?.Value.Text ?? "",
        };
    }

    private SenderCondition Sender(ScreenerSenderDocument document)
    {
        if (!document.Has(nameof(document.Addresses)) && !document.Has(nameof(document.Domains)))
        {
            context.Diagnostics.Error(document.Start, "give addresses or domains");
        }

        foreach (var domain in document.Domains.Where(domain => domain.Value?.Text == "*"))
        {
            context.Diagnostics.Error(domain.Location, "every domain is every sender; leave the condition out, or list the domains that are meant");
        }

        return new SenderCondition(
            document.Addresses.Select(address => address.Value.Text).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
            new DomainList([.. document.Domains.Select(domain => domain.Value).OfType<DomainPattern>()]));
    }

    private AttachmentCondition Attachment(ScreenerAttachmentDocument document)
    {
        if (!document.Has(nameof(document.Name)) && !document.Has(nameof(document.Extension)) && !document.Has(nameof(document.ContentType)) && !document.Has(nameof(document.LargerThan)))
        {
            context.Diagnostics.Error(document.Start, "this would be any attachment; give name, extension, contentType or largerThan, which may be 0");
        }

        return new AttachmentCondition
        {
            Names = AttachmentPatterns.Names(document.Name, context.Diagnostics),
            Extensions = AttachmentPatterns.Extensions(document.Extension, context.Diagnostics),
            ContentTypes = AttachmentPatterns.ContentTypes(document.ContentType, context.Diagnostics),
            LargerThan = document.LargerThan?.Value.Bytes,
            InArchives = document.InArchives?.Value ?? true,
        };
    }

    private KeywordCondition Keyword(ScreenerKeywordDocument document)
    {
        var keywords = ImmutableArray.CreateBuilder<Keyword>();
        Add(document.Words, isWord: true);
        Add(document.Phrases, isWord: false);
        keywords.AddRange(document.WordsFile is { } words ? KeywordFile.Read(words, areWords: true, context) : []);
        keywords.AddRange(document.PhrasesFile is { } phrases ? KeywordFile.Read(phrases, areWords: false, context) : []);
        if (new[] { nameof(document.Words), nameof(document.Phrases), nameof(document.WordsFile), nameof(document.PhrasesFile) }.All(key => !document.Has(key)))
        {
            context.Diagnostics.Error(document.Start, "give words, phrases, wordsFile or phrasesFile");
        }

        _keywords += keywords.Count;
        ImmutableArray<TextPlace> places = [.. document.In.Select(place => place.Value)];
        return new KeywordCondition(keywords.ToImmutable(), places.IsEmpty ? [TextPlace.Subject, TextPlace.Body] : places, document.IgnoreDiacritics?.Value ?? false);

        void Add(DocumentList<Located<string>> list, bool isWord)
        {
            foreach (var item in list)
            {
                if (string.IsNullOrWhiteSpace(item.Value) || item.Value.Length > Policy.Mail.Screening.Keyword.MaximumLength)
                {
                    context.Diagnostics.Error(item.Location, $"a keyword has 1 to {Policy.Mail.Screening.Keyword.MaximumLength} characters that are not all blank");
                }
                else
                {
                    keywords.Add(new Keyword(item.Value, isWord));
                }
            }
        }
    }
}
