using System.Collections.Frozen;
using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>Tokens of the header: which fields there are, what program wrote it, which parts the message has.</summary>
internal static class HeaderTokens
{
    // Written on the way, by lists, or by the mailbox a message was found in: no part of what its author made.
    private static readonly FrozenSet<string> s_left = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "Received", "Return-Path", "Delivered-To", "Delivery-Date", "X-Original-To", "X-Original-Date", "Errors-To", "Sender", "Date", "From", "Subject", "Precedence",
        "Authentication-Results", "ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results", "Received-SPF", "DKIM-Signature", "Status", "X-Status", "X-UID", "Envelope-To",
        "List-Id", "List-Post", "List-Help", "List-Archive", "List-Subscribe", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Owner", "Mailing-List", "X-Mailman-Version", "X-BeenThere");

    public static void Add(TokenSet tokens, MailFacts facts, int mostFields)
    {
        var count = 0;
        foreach (var field in facts.Header.Fields)
        {
            if (!s_left.Contains(field.Name) && count++ < mostFields)
            {
                tokens.Add(TokenFamily.Header, "f:", field.Name.ToLowerInvariant());
            }
        }

        AddProgram(tokens, facts, "X-Mailer");
        AddProgram(tokens, facts, "User-Agent");
        AddMessageId(tokens, facts);
        for (var i = 0; i < Math.Min(facts.Parts.Count, mostFields); i++)
        {
            var part = facts.Parts[i];
            tokens.Add(TokenFamily.Header, "p:", part.DeclaredType.ToString());
            tokens.Add(TokenFamily.Header, "c:", part.Source.Charset);
            tokens.Add(TokenFamily.Header, "e:", (int)part.Source.Encoding);
        }

        tokens.Add(TokenFamily.Header, "m:", facts.Parts.Count > 0 ? facts.Parts[0].DeclaredType.ToString() : "");
    }

    private static void AddProgram(TokenSet tokens, MailFacts facts, string field)
    {
        if (facts.Header.Find(field)?.Text is { } program)
        {
            var words = WordList.Of(program, 200);
            for (var i = 0; i < Math.Min(3, words.Count); i++)
            {
                tokens.Add(TokenFamily.Header, "x:", words[i]);
            }
        }
    }

    private static void AddMessageId(TokenSet tokens, MailFacts facts)
    {
        var id = facts.MessageId.AsSpan().Trim().TrimEnd('>');
        var at = id.LastIndexOf('@');
        if (at < 0)
        {
            tokens.Add(TokenFamily.Header, "i:", id.IsEmpty ? "none" : "nowhere");
            return;
        }

        var domain = id[(at + 1)..].ToString().ToLowerInvariant();
        tokens.Add(TokenFamily.Header, Organisation.Same(domain, facts.From.Domain) ? "i:same" : domain.Contains('.', StringComparison.Ordinal) ? "i:other" : "i:local", TokenShape.Size(at));
    }
}
