namespace WebPublisher.SmtpSideBySide.Peers;

/// <summary>
/// Every peer does the same job: takes mail for one domain from strangers, with STARTTLS on offer, refuses other recipients, and hands the message to the inner
/// server before it answers. The inner leg is in clear, for Postfix's proxy knows no other. Both count clients and write a log of every message.
/// </summary>
internal static class Configurations
{
    public static string WebPublisher(Bench bench, int port, int inner) => $$"""
        version: 1
        server: { name: BENCH, fqdn: mail.example.test, stateDirectory: {{bench.Folder}}/state-{{port}} }
        operations: { listen: "off" }
        certificates: { public: { chain: {{bench.Certificates}}/public.pem, key: {{bench.Certificates}}/public.key } }
        acceptedDomains: [{ name: example.test }]
        receiveConnectors:
          - name: internet
            listen: ["127.0.0.1:{{port}}"]
            certificate: public
            limits: { sessionTimeout: 1h, idleTimeout: 1h, connections: 50000, perSource: 50000, messagesPerMinute: 1000000 }
        sendConnectors: [{ name: inner, domains: [example.test], servers: ["127.0.0.1:{{inner}}"], tls: "off" }]

        """;

    /// <summary>The agents that need nobody but DNS: all of them against spam, and those that look into the content.</summary>
    public static string Agents(int names) => $$"""
        dns: { servers: ["127.0.0.1:{{names}}"] }
        logging: { agentLog: { directory: agents-{{names}} } }
        agents:
          - connectionFilter: { blockListProviders: [{ name: one, zone: one.example }, { name: two, zone: two.example }] }
          - senderFilter: { blocked: [blocked.user@contoso.com], blockedDomains: ["*.spam.example"] }
          - recipientFilter: { validate: innerServer }
          - senderId: { identity: mailFrom, onFail: reject }
          - contentFilter: {}
          - attachmentFilter: { defaults: true }
          - protocolAnalysis: {}
        screener:
          - { name: programs, attachment: { extension: [.pif, .scr, .vbs] }, action: delete }
          - { name: leak, keyword: { words: [project-falcon], in: [subject, body] }, action: hold }

        """;

    public static string PostfixMain(Bench bench, string daemons) => $"""
        compatibility_level = 3.6
        queue_directory = {bench.Folder}/postfix/queue
        data_directory = {bench.Folder}/postfix/data
        command_directory = /usr/sbin
        daemon_directory = {daemons}
        mail_owner = postfix
        setgid_group = postdrop
        maillog_file = {bench.Folder}/postfix/mail.log
        maillog_file_prefixes = {bench.Folder}
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        myhostname = mail.example.test
        mydestination =
        mynetworks =
        alias_maps =
        local_recipient_maps =
        relay_domains = example.test
        smtpd_relay_restrictions = reject_unauth_destination
        smtpd_peername_lookup = no
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = {bench.Certificates}/public.pem
        smtpd_tls_key_file = {bench.Certificates}/public.key
        default_process_limit = 200

        """;

    public static string PostfixMaster(int port, int inner) => $"""
        127.0.0.1:{port} inet n - n - - smtpd -o smtpd_proxy_filter=inet:127.0.0.1:{inner}
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        proxymap unix - - n - - proxymap
        anvil unix - - n - 1 anvil
        postlog unix-dgram n - n - 1 postlogd

        """;
}
