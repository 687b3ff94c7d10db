using WebPublisher.Administration.Journal;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Tests.Administration.Journal;

public sealed class MailFactsTests
{
    private static readonly SmtpReply s_later = SmtpReply.Create(451, "Later");
    private static readonly SmtpReply s_never = SmtpReply.Create(554, "Never");

    [Theory]
    [InlineData(MessageOutcome.Delivered, "Served")]
    [InlineData(MessageOutcome.Passed, "Served")]
    [InlineData(MessageOutcome.Abandoned, "Served")]
    [InlineData(MessageOutcome.Redirected, "Served")]
    [InlineData(MessageOutcome.Held, "Held")]
    [InlineData(MessageOutcome.Deleted, "Refused")]
    [InlineData(MessageOutcome.RefusedContent, "Refused")]
    [InlineData(MessageOutcome.RefusedByAgent, "Refused")]
    [InlineData(MessageOutcome.NoRecipient, "Refused")]
    public void Every_outcome_has_its_word(MessageOutcome outcome, string expected) => Assert.Equal(expected, MailFacts.Of(Observed.Message(outcome)).Outcome.ToString());

    [Fact]
    public void The_gravest_finding_has_decided()
    {
        var record = Observed.Message(MessageOutcome.Deleted, Finding.Trusted("Known", ""), Finding.Scored(9, "rules"), Finding.Held("Keyword", "casino"), Finding.Deleted("Virus", "eicar"));

        Assert.Equal(new MailFacts(DecisionOutcome.Refused, "agent3", "Virus", "delete"), MailFacts.Of(record));
    }

    [Fact]
    public void A_score_decides_where_nothing_was_found_unwanted()
    {
        var facts = MailFacts.Of(Observed.Message(MessageOutcome.Held, Finding.Scored(2, ""), Finding.Scored(8, "rules")));

        Assert.Equal(new MailFacts(DecisionOutcome.Held, "agent1", "SCL", "score"), facts);
    }

    [Fact]
    public void An_inner_server_that_refuses_for_now_has_failed_and_one_that_refuses_for_good_has_decided()
    {
        var refused = Observed.Message(MessageOutcome.RefusedByServer) with { Route = "hub" };

        Assert.Equal(new MailFacts(DecisionOutcome.Failed, "hub", "RefusedByServer", Action: null), MailFacts.Of(refused with { Reply = s_later }));
        Assert.Equal(new MailFacts(DecisionOutcome.Refused, "hub", "RefusedByServer", Action: null), MailFacts.Of(refused with { Reply = s_never }));
    }

    [Fact]
    public void Recipients_that_nobody_could_be_asked_about_are_a_failure()
    {
        var record = Observed.Message(MessageOutcome.NoRecipient) with { Route = "hub", RefusedRecipients = 1, Refusals = [Observed.Refused("ann@example.com", s_later)] };

        Assert.Equal(DecisionOutcome.Failed, MailFacts.Of(record).Outcome);
        Assert.Equal(DecisionOutcome.Refused, MailFacts.Of(record with { Refusals = [.. record.Refusals, Observed.Refused("bob@example.com", s_never)] }).Outcome);
    }

    [Fact]
    public void A_session_is_told_by_what_ended_it_or_by_what_was_refused_in_it()
    {
        Assert.Equal(new MailFacts(DecisionOutcome.Served, null, null, null), MailFacts.Of(Observed.Session(SessionEnd.Quit)));
        Assert.Equal(new MailFacts(DecisionOutcome.Refused, null, null, null), MailFacts.Of(Observed.Session(SessionEnd.Quit, "550 5.1.1 User unknown")));
        Assert.Equal(new MailFacts(DecisionOutcome.Refused, null, "TooManyConnections", null), MailFacts.Of(Observed.Session(SessionEnd.TooManyConnections, "421 4.3.2 Too many")));
        Assert.Equal(new MailFacts(DecisionOutcome.Failed, null, "TlsFailed", null), MailFacts.Of(Observed.Session(SessionEnd.TlsFailed)));
        Assert.Equal(
            new MailFacts(DecisionOutcome.Refused, "agent0", "BlockedAddress", "reject"),
            MailFacts.Of(Observed.Session(SessionEnd.RefusedByAgent, "554 5.7.1", Finding.Unwanted("BlockedAddress", "192.0.2.0/24", s_never))));
    }
}
