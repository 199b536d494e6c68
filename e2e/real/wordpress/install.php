<?php
/**
 * Installs WordPress into an empty database, as wp-admin/install.php does, and adds what the tests need.
 * Run as: GANGWAY_SITE=/its/directory php install.php ADMIN_PASSWORD SUBSCRIBER_PASSWORD
 * Prints the application passwords as JSON, since WordPress picks them itself and tells them once.
 */
define('WP_INSTALLING', true);
$_SERVER += ['HTTP_HOST' => 'localhost', 'REQUEST_METHOD' => 'GET', 'REMOTE_ADDR' => '127.0.0.1'];
require getenv('GANGWAY_SITE') . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

function wp_new_blog_notification() {} // it would send a mail

[, $admin_password, $subscriber_password] = $argv;
wp_install('Northwind Spare Parts', 'admin', 'admin@plant.example', true, '', $admin_password);
update_option('permalink_structure', '/%postname%/');
wp_insert_user([
    'user_login' => 'subscriber',
    'user_pass' => $subscriber_password,
    'user_email' => 'subscriber@plant.example',
    'role' => 'subscriber',
]);

$application_passwords = [];
foreach (['admin', 'subscriber'] as $login) {
    $user = get_user_by('login', $login);
    [$password] = WP_Application_Passwords::create_new_application_password($user->ID, ['name' => 'Gangway']);
    $application_passwords[$login] = WP_Application_Passwords::chunk_password($password);
}
echo "\n", json_encode($application_passwords), "\n";
